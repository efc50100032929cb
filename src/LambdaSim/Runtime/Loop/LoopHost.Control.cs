using LambdaSim.Engine;
using LambdaSim.Events;

namespace LambdaSim.Runtime;

// What the control plane asks of the run.
internal sealed partial class LoopHost
{
    /// <summary>Something happens later, before whatever else is due then.</summary>
    public void ArmTransition(long delay, Action transition) => _alarms.Arm(new Transition(transition), Now + delay, EntryPhase.Control);

    /// <summary>Refuses who may not touch the simulation now.</summary>
    /// <exception cref="InvalidOperationException">Another thread than the simulation's calls while it runs, or code of a run that is over.</exception>
    public void RequireHere(string operation)
    {
        RequireServing(operation);
        if (Baton.IsTrespassed)
        {
            throw new EnvironmentGoneException($"{operation}: the run in which this code was started is over", Seed);
        }

        if (Baton.IsOpen && !Baton.IsMine)
        {
            throw new InvalidOperationException($"{operation} is called by a thread that does not run the simulation's code while it runs; call it from the body of Run or from a handler, or between two verbs of time");
        }
    }

    /// <summary>Whether the endpoint that serves the simulation asks; null: none serves it.</summary>
    public Func<bool>? IsEndpoint { get; set; }

    /// <summary>What an endpoint serves is moved by its requests and by the simulation's own code, by nobody else (rule HTTP-SERVED).</summary>
    /// <exception cref="ServedException">Somebody else does.</exception>
    public void RequireServing(string operation)
    {
        if (IsEndpoint is { } isEndpoint && !Baton.IsMine && !isEndpoint())
        {
            throw new ServedException(operation, Seed, Now);
        }
    }

    /// <summary>Code that spends time is ahead of the world, which cannot wait for it: what it asks for here happens at the world's time, and is told.</summary>
    public void NoteIfAhead(string operation)
    {
        if (Now > _engine.Now && !operation.StartsWith("Get", StringComparison.Ordinal) && !operation.StartsWith("List", StringComparison.Ordinal))
        {
            Note($"{operation} by code that spends time: it acts when the code began to, not when it has spent it; await context.Delay before the call");
        }
    }

    /// <summary>A call of the service's API is told to the log.</summary>
    public void RecordCall(string text) =>
        _engine.Record(new SimEvent(_engine.Now, EventKind.ApiCalled, 0, 0, SimEvent.None, SimEvent.None, SimEvent.None, TextOf(text)));

    /// <summary>The newest of a version, even if it was deleted.</summary>
    public LiveFunction NewestOrGone(LiveFunction function) => _functions[_engine.Versions.Newest(function.Index)]!;

    /// <summary>It was deleted, and nothing took its place.</summary>
    public bool IsGone(LiveFunction function) => _engine.Versions.ModelOf(_engine.Versions.Newest(function.Index)).IsRetired;

    public void Delete(LiveFunction function) => _engine.Delete(function.Index);

    public void Claim(string? place, string name, int? reserved, int provisioned) => _engine.Claim(place, name, reserved, provisioned);

    public void Provision(LiveFunction function, int concurrency, Action<bool> ready) => _engine.Provision(function.Index, concurrency, ready);

    private sealed class Transition(Action action) : Alarm
    {
        internal override bool KeepsAlive => true;

        internal override bool IsBound => false;

        internal override void Ring() => action();
    }
}
