using LambdaSim.Configuration;
using LambdaSim.Projections;

namespace LambdaSim;

// The functions' own logs, folded from the event log when somebody asks.
public sealed partial class Simulation
{
    private FunctionLogs? _logs;
    private int _logsAt = -1;

    // Which calls asked for the end of their log, where that is kept apart.
    private readonly HashSet<int> _tailed = [];
    private FunctionLogs? _tails;

    /// <summary>The functions' logs so far, as CloudWatch shows them.</summary>
    /// <exception cref="InvalidOperationException">The log is not kept.</exception>
    public FunctionLogs Logs
    {
        get
        {
            var log = Log;
            if (_logs is null || _logsAt != log.Count)
            {
                _logs = new FunctionLogs(Seed, Options.World.Start, Options.World.Prices);
                log.Replay(_logs);
                _logsAt = log.Count;
            }

            return _logs;
        }
    }

    private string TailOf(int invocation)
    {
        if (_tails is null)
        {
            return Logs.Tail(invocation);
        }

        _engine.Flush();
        return _tails.Tail(invocation);
    }

    /// <summary>The tail of a call was read, for the last time.</summary>
    internal void ReleaseTail(int invocation)
    {
        _tailed.Remove(invocation);
        _tails?.Release(invocation);
    }

    private static IEnumerable<string> OfCode(Function function)
    {
        if (function.Config.Duration is not null)
        {
            yield return $"duration of {function.Live.Name}: its code takes the virtual time it takes";
        }

        if (function.Config.Cpu is { BoundShare: > 0 })
        {
            yield return $"cpu of {function.Live.Name}: its code takes the virtual time it takes";
        }
    }

    /// <summary>What a template says that nothing acts on, where one made this world.</summary>
    internal List<string> TemplateNotes { get; } = [];

    /// <summary>Settings, and requests, that this run did not act on so far, in words.</summary>
    public IReadOnlyList<string> Unsimulated =>
    [
        .. LambdaSim.Unsimulated.Of(_world.Config, null, _engine.Versions, Metrics, writesLogs: true),
        .. Added.Any(f => f.Live.Code is not null) ? ["process environment variables: context.Environment has a function's variables"] : Array.Empty<string>(),
        .. Added.SelectMany(f => f.Live.Code?.Unsimulated ?? []),
        .. Added.Where(f => f.Live.Code is not null).SelectMany(OfCode),
        .. Added.Where(f => f.Live.Code is null && f.Config.Environment.Count > 0).Select(f => $"environment of {f.Live.Name}: a modelled function has no code that reads it"),
        .. Options.World is { Until: default(ReplayEnd), UntilTime: null } ? Array.Empty<string>() : ["until: it ends a replay; here the verbs of time do"],
        .. _host.Notes,
        .. TemplateNotes,
        .. Directory.Notes,
        .. _fronts.Notes,
        .. _services.IsAsked ? _services.Unsimulated() : [],
        .. _world.UnmetFaults(Functions.Select(static f => f.Name)),
        .. _host.Externals.Unused is { } unused ? [unused] : Array.Empty<string>(),
    ];
}
