using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>The figures of one function, folded from a kept log when somebody asks: a run pays nothing for them.</summary>
internal sealed class MetricsOfFunction : IEventObserver
{
    private readonly string _name;
    private readonly IEventObserver _metrics;
    private readonly HashSet<int> _versions = [];

    private MetricsOfFunction(string name, Metrics metrics) => (_name, _metrics) = (name, metrics);

    /// <param name="log">The run's log so far.</param>
    /// <param name="name">Name, or <c>name:version</c>.</param>
    /// <param name="exists">There is such a function, whether or not the log has records of it.</param>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    public static Metrics Fold(EventLog log, string name, bool exists = false)
    {
        var metrics = new Metrics();
        var fold = new MetricsOfFunction(name, metrics);
        log.Replay(fold);
        if (fold._versions.Count == 0 && !exists)
        {
            throw NearestName.NotFound("function", name, log.Functions.Select(static f => f.DisplayName).Distinct(StringComparer.Ordinal), "this run has no function");
        }

        return metrics;
    }

    /// <summary>Whether a name means this version: a plain one means all versions in the run's own account and region.</summary>
    public static bool IsMeant(FunctionDefinition function, string name) => (function.Place is null && function.Name == name) || function.DisplayName == name;

    public void OnFunction(FunctionDefinition function)
    {
        if (IsMeant(function, _name))
        {
            _versions.Add(function.Index);
            _metrics.OnFunction(function);
        }
    }

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (_versions.Contains(events[i].Function))
            {
                _metrics.OnEvents(events.Slice(i, 1));
            }
        }
    }

    public void OnEnd(RunEnd end) => _metrics.OnEnd(end);
}
