using LambdaSim.Events;

namespace LambdaSim.Tests.Validation;

/// <summary>What a simulator of one function prints: counts, lives, and time by number of environments, from a moment on.</summary>
internal sealed class EnvironmentTime(long from = 0) : IEventObserver
{
    private readonly Dictionary<int, long> _createdAt = [];
    private readonly double[] _time = new double[4_096];
    private double _runningTime;
    private double _lives;
    private long _at;
    private int _running;
    private int _environments;

    public long Arrivals { get; private set; }

    public long Cold { get; private set; }

    public long Throttled { get; private set; }

    public long Ended { get; private set; }

    /// <summary>Share of admitted calls.</summary>
    public double ColdShare => (double)Cold / (Arrivals - Throttled);

    public double ThrottledShare => (double)Throttled / Arrivals;

    public double MeanRunning => _runningTime / _time.Sum();

    public double MeanEnvironments => _time.Select((t, n) => t * n).Sum() / _time.Sum();

    /// <summary>Mean life in seconds of the environments that ended.</summary>
    public double MeanLife => _lives / 1e9 / Ended;

    public double ShareOfTimeWith(int environments) => _time[environments] / _time.Sum();

    public void OnFunction(FunctionDefinition function)
    {
    }

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            Advance(e.Time);
            switch (e.Kind)
            {
                case EventKind.Arrived when e.Time >= from:
                    Arrivals++;
                    break;
                case EventKind.Throttled when e.Time >= from:
                    Throttled++;
                    break;
                case EventKind.EnvironmentCreated:
                    _environments++;
                    _running++;
                    _createdAt.Add(e.Environment, e.Time);
                    Cold += e.Time >= from ? 1 : 0;
                    break;
                case EventKind.Started when e.StartType == StartType.Warm:
                    _running++;
                    break;
                case EventKind.Completed:
                    _running--;
                    break;
                case EventKind.EnvironmentEnded:
                    _environments--;
                    _createdAt.Remove(e.Environment, out var created);
                    if (e.Time >= from)
                    {
                        Ended++;
                        _lives += e.Time - created;
                    }

                    break;
            }
        }
    }

    public void OnEnd(RunEnd end) => Advance(end.Time);

    private void Advance(long now)
    {
        if (now > from && now > _at)
        {
            var step = now - Math.Max(from, _at);
            _time[_environments] += step;
            _runningTime += (double)_running * step;
        }

        _at = now;
    }
}
