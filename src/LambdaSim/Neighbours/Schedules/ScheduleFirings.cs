using System.Text;
using LambdaSim.Events;
using LambdaSim.Neighbours.Recurrence;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>When a schedule fires, and what of it is not over yet (rules SCH-FIRING, SCH-WINDOW, SCH-DUPLICATE).</summary>
internal sealed class ScheduleFirings(Schedule schedule, ScheduleBook book)
{
    private readonly List<IDisposable> _inWindow = [];
    private readonly ulong _delays = Draw.Stream(book.Host.Seed, Purpose.ScheduleDelay, StableHash.Of(schedule.Arn));
    private readonly ulong _duplicates = Draw.Stream(book.Host.Seed, Purpose.ScheduleDuplicate, StableHash.Of(schedule.Arn));
    private IDisposable? _next;
    private Instant _origin;
    private (string Expression, Instant? Start)? _countedFor;
    private int _index = SimEvent.None;
    private int _open;
    private bool _isOver;

    /// <summary>The next time that the expression says.</summary>
    public Instant? NextTime { get; private set; }

    public int Count { get; private set; }

    private INeighbourHost Host => book.Host;

    private ScheduleSettings Settings => schedule.Settings;

    /// <summary>
    /// It has new settings: what was to come is forgotten, and times that are past do not come. What waits in its flexible window goes on with them, unless they disable it.
    /// </summary>
    /// <returns>Now.</returns>
    public Instant Begin()
    {
        _index = SimEvent.None;
        Forget(!Settings.IsEnabled);
        if (_countedFor != (Settings.Expression.Text, Settings.Start))
        {
            _countedFor = (Settings.Expression.Text, Settings.Start);
            _origin = Settings.Start ?? Host.Now;
        }

        Arm(Host.Now);
        return Host.Now;
    }

    public void End()
    {
        _isOver = true;
        Forget(withWindow: true);
    }

    private void Arm(Instant from)
    {
        NextTime = Settings.IsEnabled && !_isOver ? First(from) : null;
        _next = NextTime is { } time ? Host.Later(time - Host.Now, () => Due(time), keepsAlive: false) : null;
    }

    // Whoever comes once has neither start nor end (rule SCH-START).
    private Instant? First(Instant from)
    {
        var frame = new ScheduleFrame(Settings.Zone, _origin);
        if (Settings.Expression.IsOnce)
        {
            return Settings.Expression.First(from, frame);
        }

        return Settings.Expression.First(Settings.Start > from ? Settings.Start.Value : from, frame) is { } time && !(time > Settings.End) ? time : null;
    }

    private void Due(Instant time)
    {
        Arm(time + Duration.Epsilon);
        var ordinal = (ulong)time.ToUnixTimeSeconds();
        var isTwice = schedule.DuplicateProbability > 0 && Draw.Share(Draw.At(_duplicates, ordinal)) < schedule.DuplicateProbability;
        _open += isTwice ? 2 : 1;
        Fire(time, DelayOf(ordinal * 2));
        if (isTwice)
        {
            Fire(time, DelayOf((ordinal * 2) + 1));
        }
    }

    private Duration DelayOf(ulong ordinal)
    {
        var window = Settings.WindowMinutes is { } minutes ? Duration.FromMinutes(minutes) : book.Precision;
        return window == Duration.Zero ? Duration.Zero : Duration.FromNanoseconds((long)(Draw.At(_delays, ordinal) % (ulong)(window.ToInt64Nanoseconds() + 1)));
    }

    private void Fire(Instant time, Duration delay)
    {
        if (delay == Duration.Zero)
        {
            Send(time);
            return;
        }

        IDisposable? wait = null;
        wait = Host.Later(
            delay,
            () =>
            {
                _inWindow.Remove(wait!);
                Send(time);
            },
            keepsAlive: false);
        _inWindow.Add(wait);
    }

    private void Send(Instant time)
    {
        Count++;
        var firing = new Firing(schedule, time, book.NextFiring(schedule.Arn));
        if (ScheduleCalls.Of(firing, Host) is { } parcel)
        {
            book.Courier.Send(parcel with { From = Index, Ended = _ => Ended() });
        }
        else
        {
            book.Courier.Unwanted(Index, BytesOfInput, Sender.Service, HandoverCause.Unsimulated);
            Ended();
        }
    }

    private void Ended()
    {
        _open--;
        if (_open == 0 && NextTime is null && !_isOver && Settings.IsEnabled)
        {
            schedule.Completed();
        }
    }

    private int BytesOfInput => Encoding.UTF8.GetByteCount(Settings.Target.Input ?? "");

    private int Index => Host.Log is not { } log ? SimEvent.None
        : _index == SimEvent.None ? _index = log.Announce(ResourceKind.Schedule, schedule.Name, schedule.Arn, ScheduleCalls.Changed(Settings)) : _index;

    private void Forget(bool withWindow)
    {
        NextTime = null;
        _next?.Dispose();
        _next = null;
        if (!withWindow)
        {
            return;
        }

        foreach (var wait in _inWindow)
        {
            wait.Dispose();
            _open--;
            book.Courier.Unwanted(Index, BytesOfInput, Sender.Service, HandoverCause.Withdrawn);
        }

        _inWindow.Clear();
    }
}

/// <summary>One firing.</summary>
/// <param name="Schedule">Whose.</param>
/// <param name="Time">That its expression says.</param>
/// <param name="Number">From 1 on, among all that a schedule of this ARN fires.</param>
internal sealed record Firing(Schedule Schedule, Instant Time, int Number);
