using System.Text;
using LambdaSim.Placement;
using LambdaSim.Resources;

namespace LambdaSim.Runtime;

/// <summary>
/// One execution environment with code in it. It outlives its processes: <c>/tmp</c> stays when a timeout or a crash ends one.
/// </summary>
internal sealed class LiveEnvironment(int slot, int serial, LiveFunction function, TmpDirectory tmp)
{
    public const long NotArmed = long.MaxValue;

    private Action? _release;

    public const string OnDemand = "on-demand";

    public const string OfProvisioned = "provisioned-concurrency";

    public int Slot { get; } = slot;

    /// <summary>Its number in the log.</summary>
    public int Serial { get; } = serial;

    public LiveFunction Function { get; } = function;

    public TmpDirectory Tmp { get; } = tmp;

    /// <summary>Made for provisioned concurrency; that stays so.</summary>
    public bool IsProvisioned { get; init; }

    public string InitializationType => IsProvisioned ? OfProvisioned : OnDemand;

    public IReadOnlyDictionary<string, string> Variables => IsProvisioned ? Function.ProvisionedVariables : Function.Variables;

    /// <summary>What it is doing; <see cref="EnvironmentState.Free"/>: it is gone.</summary>
    public EnvironmentState State => Function.Host.StateOf(this);

    /// <summary>The process; null after a reset, until the next call starts one.</summary>
    public LiveProcess? Process { get; set; }

    /// <summary>Processes so far.</summary>
    public int Generations { get; set; }

    /// <summary>The invocation it works for, or its INIT; null: it is idle.</summary>
    public InvocationContext? Context { get; set; }

    /// <summary>The calls that its call is one of, or led to; null: none so far.</summary>
    public CallChain? Chain { get; set; }

    /// <summary>A call runs whose process is still in its INIT.</summary>
    public bool RepeatsInit => State == EnvironmentState.Busy && Context is { Call: null };

    /// <summary>Nanoseconds the handler takes longer when INIT, repeated inside the call, is over.</summary>
    public long FirstCallPenalty { get; set; }

    /// <summary>When INIT or the call is cut. At most one entry is armed for it, which may fire early and arms itself anew.</summary>
    public long Deadline { get; set; } = NotArmed;

    /// <summary>When the armed deadline entry is due.</summary>
    public long DeadlineArmedAt { get; set; } = NotArmed;

    /// <summary>The end of INIT or of the call is decided and queued.</summary>
    public bool IsEnding { get; set; }

    /// <summary>By how much its clock is wrong, in nanoseconds; null: nobody has asked yet.</summary>
    public long? Skew { get; set; }

    /// <summary>The letter of its Availability Zone; null: nobody has asked yet.</summary>
    public string? Zone { get; set; }

    /// <summary>Where the log stream begins.</summary>
    public long CreatedAt { get; set; }

    public string? LogStream { get; set; }

    /// <summary>Keeps something of the machine's for it, to be given back when it goes, or when the simulation is disposed.</summary>
    public void WhenGone(Action release) => _release += release;

    /// <summary>Gives back what was kept for it.</summary>
    public void Release()
    {
        var release = _release;
        _release = null;
        release?.Invoke();
    }
}

/// <summary>One runtime process: a generation of an environment. When it dies, its timers, results and writes die with it.</summary>
internal sealed class LiveProcess(LiveEnvironment environment, Sandbox sandbox)
{
    private Action? _onDone;
    private StringBuilder? _line;

    public LiveEnvironment Environment { get; } = environment;

    public Sandbox Sandbox { get; } = sandbox;

    /// <summary>Which of its environment's processes, from 1.</summary>
    public int Generation { get; } = environment.Generations;

    /// <summary>What the init phase made.</summary>
    public object? Instance { get; set; }

    public bool IsInitialised { get; set; }

    /// <summary>A home for the user's per-process state.</summary>
    public Dictionary<string, object?> Items { get; } = new(StringComparer.Ordinal);

    /// <summary>High-water mark in MB, as declared.</summary>
    public int MemoryMb { get; set; }

    /// <summary>What the code in work returned.</summary>
    public ValueTask<ReadOnlyMemory<byte>> Response { get; set; }

    /// <summary>What the init phase in work returned.</summary>
    public ValueTask<object?> InitResult { get; set; }

    /// <summary>How the code in work ended, once it did.</summary>
    public CodeEnd End { get; set; }

    /// <summary>The process ended itself.</summary>
    public ProcessExitException? Exit { get; set; }

    /// <summary>What the code in work threw before it returned.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The code in work.</summary>
    public Action<LiveProcess>? Code { get; set; }

    /// <summary>It started and has not ended.</summary>
    public bool IsSuspended { get; set; }

    /// <summary>An exception nobody caught ended it.</summary>
    public bool IsCrashed { get; set; }

    /// <summary>What was noticed about its call, by kind; null: nothing.</summary>
    public Dictionary<string, string>? Remarks { get; set; }

    /// <summary>Takes what its code writes to the console; whole lines go to the log.</summary>
    public void Write(string level, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c != '\n')
            {
                (_line ??= new()).Append(c);
                continue;
            }

            EndLine(level);
        }
    }

    /// <summary>A line that nobody ended, at the end of an invocation.</summary>
    public void EndOpenLine()
    {
        if (_line is { Length: > 0 })
        {
            EndLine("info");
        }
    }

    private void EndLine(string level)
    {
        var line = _line?.ToString().TrimEnd('\r') ?? "";
        _line?.Clear();
        if (!Sandbox.Dead)
        {
            Environment.Function.Host.WriteLog(this, Environment.Context?.Call, level, line);
        }
    }

    /// <summary>One delegate for all calls of the process.</summary>
    public Action OnDone(Action<LiveProcess> done) => _onDone ??= () => done(this);
}

/// <summary>How a piece of user code ended.</summary>
/// <param name="Response">What it returned.</param>
/// <param name="Error">What it threw; null: it returned.</param>
internal readonly record struct CodeEnd(ReadOnlyMemory<byte> Response, Exception? Error);
