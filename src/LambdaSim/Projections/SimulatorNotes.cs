using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>What a person wants to be told while a simulation runs, out of the log: environments that come, calls that do not succeed.</summary>
internal abstract class SimulatorNotes : IEventObserver
{
    private readonly List<FunctionDefinition> _functions = [];
    private readonly ulong _seed;

    protected SimulatorNotes(ulong seed) => _seed = seed;

    public void OnFunction(FunctionDefinition function)
    {
        while (_functions.Count <= function.Index)
        {
            _functions.Add(function);
        }

        _functions[function.Index] = function;
    }

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            if (e.Kind is EventKind.EnvironmentCreated or EventKind.Throttled or EventKind.ThrottledTogether or EventKind.Queued or EventKind.Dropped || e is { Kind: EventKind.Completed, Outcome: not Outcome.Succeeded })
            {
                Tell(e);
            }
        }

        Told();
    }

    public virtual void OnEnd(RunEnd end)
    {
    }

    protected abstract void Created(string at, string function, int environment, CreationCause cause);

    protected abstract void Throttled(string at, string function, string request, ThrottleCause cause, string rule);

    protected abstract void TimedOut(string at, string function, string request, string after);

    protected abstract void Failed(string at, string function, string request, Outcome outcome);

    protected abstract void Retried(string at, string function, string request, string delay);

    protected abstract void Dropped(string at, string function, string request, DropCause cause);

    /// <summary>A batch is over.</summary>
    protected virtual void Told()
    {
    }

    private void Tell(in SimEvent e)
    {
        var at = TimeText.Moment(e.Time);
        var function = _functions[e.Function].DisplayName;
        var request = e.Invocation == SimEvent.None ? "" : RequestId.Of(_seed, e.Invocation);
        switch (e.Kind)
        {
            case EventKind.EnvironmentCreated:
                Created(at, function, e.Environment, e.CreationCause);
                break;
            case EventKind.Throttled:
                Throttled(at, function, request, e.ThrottleCause, ThrottleReason.Of(e.ThrottleCause).Rule);
                break;
            case EventKind.ThrottledTogether:
                var others = e.ThrottledCount == 1 ? "" : Text.Invariant($" and {e.ThrottledCount - 1} more");
                Throttled(at, function, request + others, e.ThrottleCause, ThrottleReason.Of(e.ThrottleCause).Rule);
                break;
            case EventKind.Queued:
                Retried(at, function, request, TimeText.Length(e.Value));
                break;
            case EventKind.Dropped:
                Dropped(at, function, request, e.DropCause);
                break;
            case EventKind.Completed when e.Outcome == Outcome.TimedOut:
                TimedOut(at, function, request, TimeText.Length(e.DurationNs));
                break;
            case EventKind.Completed:
                Failed(at, function, request, e.Outcome);
                break;
        }
    }
}
