using LambdaSim.Runtime;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.AspNetCore.RuntimeApi;

/// <summary>A process that polls, as the simulation knows it. Touched on the simulation's thread only.</summary>
internal sealed class RuntimeProcess
{
    /// <summary>Its connections that are open.</summary>
    public HashSet<string> Connections { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers its <c>next</c>; null: it is between two polls.</summary>
    public TaskCompletionSource<RuntimeDelivery?>? Poll { get; set; }

    /// <summary>The environment it is; null: it is free.</summary>
    public RuntimeBinding? Binding { get; set; }

    /// <summary>The event that waits for its poll, or that it works on.</summary>
    public RuntimeDelivery? Delivery { get; set; }

    /// <summary>It has the event.</summary>
    public bool Works { get; set; }

    /// <summary>The connection by which it got the event.</summary>
    public string? WorksBy { get; set; }

    /// <summary>It made a second request on one connection: when that closes, the process is gone.</summary>
    public bool KeepsConnections { get; set; }

    public bool IsGone { get; set; }

    /// <summary>It reported that its init phase failed.</summary>
    public ReadyErrorException? InitError { get; init; }

    /// <summary>How often its init error is still to be had: in the init phase, and in the call that repeats it.</summary>
    public int InitErrors { get; set; } = 2;
}

/// <summary>An event for a process, and its answer.</summary>
internal sealed class RuntimeDelivery(RuntimeEvent call, DateTimeOffset deadline)
{
    private readonly TaskCompletionSource<RuntimeAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RuntimeEvent Call => call;

    /// <summary>By the real clock.</summary>
    public DateTimeOffset Deadline => deadline;

    public Task<RuntimeAnswer> Answer => _answer.Task;

    public void Answered(RuntimeAnswer answer) => _answer.TrySetResult(answer);
}

/// <summary>A process while it is one environment.</summary>
internal sealed class RuntimeBinding(RuntimeProcesses processes, RuntimeProcess process, Action lost) : IRuntimeProcess
{
    public ReadyErrorException? InitError => process.InitError;

    public Task<RuntimeAnswer> Run(RuntimeEvent call) => processes.Run(this, process, call);

    public void Leave() => processes.Leave(this, process);

    public void Lost() => lost();
}
