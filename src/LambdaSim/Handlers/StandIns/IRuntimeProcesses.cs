using LambdaSim.Runtime;

namespace LambdaSim.Handlers.StandIns;

/// <summary>The processes that poll the Lambda Runtime API of a function. All of it is called on the simulation's thread.</summary>
internal interface IRuntimeProcesses
{
    /// <summary>Virtual seconds that pass for a real one in which a process works; 0: none.</summary>
    double Pace { get; }

    /// <summary>Why there is no free process; null: there is one.</summary>
    string? NoRoom { get; }

    /// <summary>Sets one aside.</summary>
    void Promise();

    /// <summary>Binds a free process to an environment; null: there is none.</summary>
    /// <param name="lost">Called when the process is gone.</param>
    IRuntimeProcess? Take(Action lost);
}

/// <summary>A process as one environment has it.</summary>
internal interface IRuntimeProcess
{
    /// <summary>What it reported instead of polling: its init phase failed; null: it polls.</summary>
    ReadyErrorException? InitError { get; }

    /// <summary>Hands it an event and waits, in real time, for what comes of it.</summary>
    Task<RuntimeAnswer> Run(RuntimeEvent call);

    /// <summary>The environment is no more, or gives the process up.</summary>
    void Leave();
}

/// <summary>An event on its way to a process.</summary>
internal sealed record RuntimeEvent(string RequestId, string Arn, string? ClientContext, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Its trace header, for the clients in it.</summary>
    public required string Trace { get; init; }

    /// <summary>The caller's; null: none.</summary>
    public CognitoIdentity? Identity { get; init; }

    /// <summary>Real time until its deadline.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>Whether the answer must be there by then: nothing else ends the wait.</summary>
    public required bool EndsWithDeadline { get; init; }
}

/// <summary>What came of an event.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Response">The response, byte by byte.</param>
/// <param name="Error">The error, whose document is what the process sent.</param>
internal sealed record RuntimeAnswer(RuntimeEnd End, ReadOnlyMemory<byte> Response = default, ReadyErrorException? Error = null);

/// <summary>How a process ended with an event.</summary>
internal enum RuntimeEnd
{
    /// <summary>It sent a response.</summary>
    Responded,

    /// <summary>It sent an error.</summary>
    Failed,

    /// <summary>It went away without an answer.</summary>
    Gone,

    /// <summary>It had not answered by the deadline.</summary>
    Late,
}
