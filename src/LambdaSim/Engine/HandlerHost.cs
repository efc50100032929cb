namespace LambdaSim.Engine;

/// <summary>Who has alarms on the engine's clock: code, and the neighbours of Lambda. A world without code has one for its neighbours alone.</summary>
internal abstract class AlarmHost
{
    /// <summary>An entry of <see cref="EntryAction.Ring"/> that it armed is due.</summary>
    public abstract void Ring(in QueueEntry entry);

    /// <summary>Armed alarms that keep a run alive.</summary>
    public abstract int Foreground { get; }
}

/// <summary>
/// Who runs the code of live handlers. The engine calls it at its transitions, always from its own top level; what code does comes back as queue entries,
/// so the engine is never re-entered.
/// </summary>
internal abstract class HandlerHost : AlarmHost
{
    /// <summary>The end of INIT or of a call, or a deadline, that it scheduled is due.</summary>
    public abstract void Dispatch(in QueueEntry entry);

    /// <summary>Whether there is a process for another environment of a version.</summary>
    public abstract bool HasRoom(int version);

    /// <summary>A call was admitted to a new environment, whose INIT may begin later.</summary>
    public abstract void Promise(int version);

    /// <summary>INIT of an environment begins now; it ends with <see cref="Engine.ScheduleLive"/> of <see cref="EntryAction.LiveInitDone"/>.</summary>
    /// <param name="environment">Slot.</param>
    /// <param name="modelled">Nanoseconds the runtime's part of INIT takes.</param>
    /// <param name="limit">Nanoseconds after which INIT is cut.</param>
    public abstract void BeginInit(int environment, long modelled, long limit);

    /// <summary>A call begins now in an environment; it ends with <see cref="Engine.CompleteLive"/>.</summary>
    /// <param name="environment">Slot.</param>
    /// <param name="modelled">Nanoseconds the runtime's part of INIT takes where the call repeats it.</param>
    /// <param name="penalty">Nanoseconds the first call takes longer.</param>
    public abstract void BeginCall(int environment, long modelled, long penalty);

    /// <summary>An idle environment went.</summary>
    public abstract void Gone(int environment);

    /// <summary>Live calls that run, or wait for INIT, by slot.</summary>
    public abstract IEnumerable<int> Running();
}
