using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim;

/// <summary>The simulation cannot go on. The message says what, where, why and what to do; and how to repeat the run.</summary>
public abstract class SimulationException : LambdaSimException
{
    internal SimulationException(string message, ulong seed, long time, Exception? inner = null)
        : base(Text.Invariant($"{message} (at +{Duration.FromNanoseconds(time).TotalSeconds:0.######} s; {RunSeed.Repeat(seed)})"), inner, seed) =>
        VirtualTime = Duration.FromNanoseconds(time);

    /// <summary>Key of the seed in <see cref="Exception.Data"/> of whatever leaves a time verb.</summary>
    public new const string SeedKey = LambdaSimException.SeedKey;

    /// <summary>Virtual time since the run's start.</summary>
    public Duration VirtualTime { get; }
}

/// <summary>A time verb was called from inside the running simulation.</summary>
public sealed class NestedRunException : SimulationException
{
    internal NestedRunException(string verb, ulong seed, long time)
        : base($"{verb} was called from inside the running simulation: await the asynchronous form (InvokeAsync, SendAsync, context.Client, simulation.Delay) instead", seed, time)
    {
    }
}

/// <summary>A test or an application called a simulation that an endpoint serves: requests move it, nobody else.</summary>
public sealed class ServedException : SimulationException
{
    internal ServedException(string what, ulong seed, long time)
        : base($"{what} was called beside the endpoint that serves this simulation: only requests move it. Send the request to the endpoint with an AWS client or HttpClient, let time pass with POST /_lambdasim/advance, add functions before the simulation is served, or make another simulation for calls in process", seed, time)
    {
    }
}

/// <summary>A handler, or the body of Run, blocked the simulation's thread.</summary>
public sealed class BlockedException : SimulationException
{
    internal BlockedException(string who, TimeSpan patience, Runtime.BlockingCall call, ulong seed, long time)
        : base(Text.Invariant($"{who} blocked the simulation's thread for {patience.TotalSeconds:0.###} s: {call.Call}. {call.Advice}"), seed, time)
    {
    }
}

/// <summary>Work was put on the thread pool, and <see cref="Escapes.Reject"/> forbids it.</summary>
public sealed class EscapeException : SimulationException
{
    internal EscapeException(string who, string stack, ulong seed, long time)
        : base($"{who} put work on the thread pool, which Escapes.Reject forbids; allow it with Escapes.Adopt or await the work directly. The escape:{System.Environment.NewLine}{stack}{System.Environment.NewLine}", seed, time)
    {
    }
}

/// <summary>Real I/O, a real timer or a raw thread entered the simulation undeclared.</summary>
public sealed class OutsideWorkException : SimulationException
{
    internal OutsideWorkException(string who, string how, ulong seed, long time)
        : base($"{who} {how}. Declare such work, await context.External(() => ...), take time from context.Time, or accept it with OutsideWork.Accept (not reproducible)", seed, time)
    {
    }
}

/// <summary>Nothing is left that could ever resume what a verb waits for.</summary>
public sealed class StuckException : SimulationException
{
    internal StuckException(string what, ulong seed, long time)
        : base(what, seed, time)
    {
    }
}

/// <summary>Declared external work did not end in time, or a recorded answer is missing.</summary>
public sealed class ExternalWorkException : SimulationException
{
    internal ExternalWorkException(string message, ulong seed, long time, Exception? inner = null)
        : base(message, seed, time, inner)
    {
    }
}

/// <summary>Code of a process that a timeout or a crash has ended called the simulation.</summary>
public sealed class EnvironmentGoneException : LambdaSimException
{
    internal EnvironmentGoneException(string message, ulong seed)
        : base($"{message} ({RunSeed.Repeat(seed)})", seed: seed)
    {
    }
}
