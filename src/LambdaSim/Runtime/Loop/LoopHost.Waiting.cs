using LambdaSim.Engine;

namespace LambdaSim.Runtime;

// Who waits for what: whether the real world is to be waited for, and what a stuck run is told with.
internal sealed partial class LoopHost
{
    // How long, in real time, a foreign thread may take to show that code waits for the real world. Only code that nothing inside is known to resume
    // costs it, all of it at once; less where none came before, least for a function of which none came.
    private const int FirstMs = 1_000;
    private const int NextMs = 250;
    private const int AgainMs = 25;

    private readonly Dictionary<LiveProcess, Awaited> _knownToWait = [];
    private readonly HashSet<LiveFunction> _silent = [];
    private Sandbox? _body;
    private bool _hasWaited;

    /// <summary>
    /// What comes next cuts code that may wait for the real world, or is a timer that such code has set and may not wait for: a token's, a heartbeat's.
    /// </summary>
    /// <returns>Its process; null: nothing of the kind comes next, or nobody came for it before.</returns>
    public LiveProcess? DoubtedNext(long until)
    {
        if (_suspended == 0 || !_engine.Peek(until, out var entry))
        {
            return null;
        }

        var process = entry.Action switch
        {
            EntryAction.LiveDeadline when _environments[entry.Target] is { IsEnding: false, Process: { } cut } env && env.Deadline <= env.DeadlineArmedAt => cut,
            EntryAction.Ring when _alarms.At(entry) is { IsDoubtful: true, Sandbox.Owner: LiveProcess own } => own,
            _ => null,
        };
        return process is { IsSuspended: true, Sandbox.Dead: false } && process.Sandbox.BusyUntil <= _engine.Now && !_knownToWait.ContainsKey(process) && (CanLook || process.Sandbox.Waiting == 0)
            ? process
            : null;
    }

    /// <summary>How long to wait for the real world to come for it.</summary>
    public int PatienceWith(LiveProcess? process) => !_hasWaited ? FirstMs : process is not null && _silent.Contains(process.Environment.Function) ? AgainMs : NextMs;

    /// <summary>Real milliseconds that it was ready to wait for the outside so far.</summary>
    public int OutsideMs { get; private set; }

    /// <summary>What code of a sandbox waits for; null: it waits for nothing.</summary>
    public Awaited? AwaitedOf(Sandbox sandbox)
    {
        var root = sandbox.Owner switch
        {
            LiveProcess { IsSuspended: true } process => process.IsInitialised ? SourceOf(process.Response) : SourceOf(process.InitResult),
            BodyRun { IsOver: false } body => body.Task,
            _ => null,
        };
        return root is null ? null : AwaitPath.Of(root, [.. _alarms.Armed.Where(a => a.Sandbox == sandbox)], () => TickingOf(sandbox));
    }

    /// <summary>The body of the running Run, or of the last.</summary>
    public Sandbox? Body => _body;

    /// <summary>Nothing will ever come for it: it is not waited for.</summary>
    public void KnowsToWait(LiveProcess? process, Awaited awaited)
    {
        if (process is not null)
        {
            _knownToWait[process] = awaited;
        }
    }

    /// <summary>Nobody came from outside: neither for it nor for any other whose code nothing inside resumes.</summary>
    public void NobodyCame(LiveProcess? process, Awaited? awaited)
    {
        OutsideMs += PatienceWith(process);
        _hasWaited = true;
        if (process is null || awaited is null)
        {
            return;
        }

        KnowsToWait(process, awaited);
        _silent.Add(process.Environment.Function);
        foreach (var other in _environments.Select(static e => e?.Process).OfType<LiveProcess>())
        {
            if (other is { IsSuspended: true, Sandbox: { Waiting: 0, Dead: false } } && !_knownToWait.ContainsKey(other) && AwaitedOf(other.Sandbox) is { Kind: not AwaitedKind.Outside } known)
            {
                KnowsToWait(other, known);
                _silent.Add(other.Environment.Function);
            }
        }
    }

    /// <summary>The function and request behind a name, for messages.</summary>
    public string Describe(string? name)
    {
        foreach (var env in _environments)
        {
            if (env is { Context: { } context } && env.Function.Name == name)
            {
                return context.Call is null ? $"The init phase of '{name}'" : $"Handler '{name}' (request {context.AwsRequestId})";
            }
        }

        return name is null ? "Code of the simulation" : $"'{name}'";
    }

    /// <summary>The function and request behind a sandbox, for messages.</summary>
    public static string Describe(Sandbox? sandbox) => sandbox switch
    {
        { Owner: LiveProcess { Environment: { Context: { } context } env } process } when env.Process == process =>
            context.Call is null ? $"The init phase of '{sandbox.Name}'" : $"Handler '{sandbox.Name}' (request {context.AwsRequestId})",
        { Owner: LiveProcess } => $"Work that a call of '{sandbox.Name}' left behind",
        null => "Code of the simulation",
        _ => $"'{sandbox.Name}'",
    };

    /// <summary>Every call that runs and every async invocation that waits, in words.</summary>
    public IEnumerable<string> Unfinished()
    {
        foreach (var env in _environments)
        {
            if (env is { Context: { } context })
            {
                yield return context.Call is null
                    ? $"the init phase of '{env.Function.Name}' runs"
                    : $"'{env.Function.Name}' (request {context.AwsRequestId}) waits for {(env.Process!.Sandbox.Waiting > 0 ? "virtual time or an answer" : "something that nothing in the simulation completes")}";
            }
        }
    }

    // Awaits can be followed where code was compiled as it ran: elsewhere fields have no names.
    private static bool CanLook => System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported;

    private static object? SourceOf<T>(ValueTask<T> response) => TaskInternals.Read(response, "_obj");

    // A call ends while nothing inside was known to resume it.
    private void RemarkHang(LiveProcess process, string how)
    {
        if (_knownToWait.Count == 0 || !_knownToWait.TryGetValue(process, out var awaited))
        {
            return;
        }

        Remark(process, $"{how}: {awaited.Words}", "hang");
        NoteOnce(process, "hang", $"the real world: nothing inside the simulation could resume a call of '{process.Environment.Function.Name}' ({awaited.Words}); if real work was to, declare it with context.External, or take time from context.Time");
    }
}
