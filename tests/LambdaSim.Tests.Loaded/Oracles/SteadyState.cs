using LambdaSim.Events;

namespace LambdaSim.Tests.Oracles;

/// <summary>Shares and time averages from a moment on: what closed forms speak of.</summary>
internal sealed class SteadyState(long from, long[]? foundRunning = null) : IEventObserver
{
    private long _arrivals;
    private long _throttled;
    private long _admitted;
    private long _cold;
    private long _running;
    private long _environments;
    private long _at;
    private double _runningTime;
    private double _environmentTime;
    private double _span;

    public double ThrottledShare => (double)_throttled / _arrivals;

    public double ColdShare => (double)_cold / _admitted;

    public double MeanEnvironments => _environmentTime / _span;

    public double MeanRunning => _runningTime / _span;

    public void OnFunction(FunctionDefinition function)
    {
    }

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (var e in events)
        {
            Advance(e.Time);
            var counts = e.Time >= from;
            switch (e.Kind)
            {
                case EventKind.Arrived when counts:
                    _arrivals++;
                    if (foundRunning is not null)
                    {
                        foundRunning[_running]++;
                    }

                    break;
                case EventKind.Throttled when counts:
                    _throttled++;
                    break;
                case EventKind.EnvironmentCreated:
                    _environments++;
                    _running += e.Invocation >= 0 ? 1 : 0;
                    _cold += counts && e.Invocation >= 0 ? 1 : 0;
                    _admitted += counts && e.Invocation >= 0 ? 1 : 0;
                    break;
                case EventKind.Started when e.StartType != StartType.Cold:
                    _running++;
                    _admitted += counts ? 1 : 0;
                    break;
                case EventKind.Completed:
                    _running--;
                    break;
                case EventKind.EnvironmentEnded:
                    _environments--;
                    break;
            }
        }
    }

    public void OnEnd(RunEnd end) => Advance(end.Time);

    private void Advance(long now)
    {
        if (now > from)
        {
            var step = now - Math.Max(from, _at);
            _runningTime += (double)_running * step;
            _environmentTime += (double)_environments * step;
            _span += step;
        }

        _at = now;
    }
}

/// <summary>Time provisioned environments were busy.</summary>
internal sealed class ProvisionedBusy : IEventObserver
{
    public double BusyNs { get; private set; }

    public void OnFunction(FunctionDefinition function)
    {
    }

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (var e in events)
        {
            BusyNs += e.Kind == EventKind.Completed && e.IsProvisioned ? e.DurationNs : 0;
        }
    }

    public void OnEnd(RunEnd end)
    {
    }
}
