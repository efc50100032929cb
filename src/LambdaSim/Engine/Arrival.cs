namespace LambdaSim.Engine;

/// <summary>One request, synchronous or asynchronous, on its way in. Times and lengths are nanoseconds.</summary>
public struct Arrival
{
    /// <summary>In <see cref="Duration"/> and <see cref="Init"/>: not given; the function's model decides.</summary>
    public const long NotGiven = -1;

    /// <summary>When it reaches the service, in nanoseconds since the source's start. Never decreases from one arrival to the next.</summary>
    public long Time;

    /// <summary>Length of the handler's run, or <see cref="NotGiven"/>.</summary>
    public long Duration;

    /// <summary>Length of INIT should this call be cold, or <see cref="NotGiven"/>.</summary>
    public long Init;

    /// <summary>Index into the source's <see cref="ArrivalSource.Functions"/>.</summary>
    public int Function;

    /// <summary>Payload size in bytes.</summary>
    public int PayloadBytes;

    /// <summary>Billed Duration in milliseconds that the workload gives for this very run; 0: not given, the price list decides (rule BIL-LOGGED).</summary>
    public int BilledMs;

    /// <summary>Synchronous or asynchronous.</summary>
    public InvocationType Type;

    /// <summary>How the handler ends if it is not cut short. <see cref="Outcome.TimedOut"/>: it never ends by itself.</summary>
    public Outcome Outcome;

    /// <summary>Who waits for what becomes of it: a number that the engine gave out; 0: nobody.</summary>
    internal short Caller;
}
