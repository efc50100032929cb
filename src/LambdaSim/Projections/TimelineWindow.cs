using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>An environment that is alive while the log is read, and the segment it is in.</summary>
internal sealed class TimelineEnvironment
{
    public required int Number { get; init; }

    public required int Function { get; init; }

    public required int Ordinal { get; init; }

    public required CreationCause CreatedFor { get; init; }

    public required long Created { get; init; }

    public long? Ended { get; set; }

    public EndCause EndCause { get; set; }

    public SegmentKind Kind { get; set; } = SegmentKind.Init;

    public long Since { get; set; }

    public int Invocation { get; set; }

    public StartType Start { get; set; }

    /// <summary>The window that met it last, and its lane there; a window met and no lane: it was left out.</summary>
    public TimelineWindow? Window { get; set; }

    public List<TimelineSegment>? Lane { get; set; }

    public void Enter(SegmentKind kind, int invocation, StartType start = StartType.Warm) => (Kind, Invocation, Start) = (kind, invocation, start);

    public TimelineEnvironment InWindow(TimelineWindow? window, List<TimelineSegment>? lane)
    {
        var copy = (TimelineEnvironment)MemberwiseClone();
        (copy.Window, copy.Lane) = (window, lane);
        return copy;
    }
}

/// <summary>A stretch of the run that is being kept: first come, first drawn, up to the caps.</summary>
internal sealed class TimelineWindow(TimelineChoice choice, long from, long? to, int maxLanes, int maxSegments)
{
    public const long LeastLength = 600L * 1_000_000_000;
    public const int LeastCalls = 200;
    public const int MaxMarks = 10_000;

    private int _calls;
    private int _segments;

    public TimelineChoice Choice => choice;

    public long From => from;

    public long To { get; private set; } = to ?? long.MaxValue;

    public bool Closed { get; private set; }

    /// <summary>The window was to be longer, but the cap on segments ended it.</summary>
    public bool CutShort { get; private set; }

    public long LanesLeftOut { get; private set; }

    public long MarksLeftOut { get; private set; }

    public List<(TimelineEnvironment Environment, List<TimelineSegment> Segments)> Lanes { get; } = [];

    public List<TimelineMark> Marks { get; } = [];

    /// <summary>Whether a record at this time lies beyond the window.</summary>
    public bool EndsBefore(long time) =>
        time >= To || _segments >= maxSegments || (to is null && _calls >= LeastCalls && time - from >= LeastLength);

    public void CountCall() => _calls++;

    public void Add(TimelineMark mark)
    {
        if (mark.Time < from)
        {
            return;
        }

        if (Marks.Count < MaxMarks)
        {
            Marks.Add(mark);
        }
        else
        {
            MarksLeftOut++;
        }
    }

    public void Add(TimelineEnvironment environment, in TimelineSegment segment)
    {
        if (segment.To <= from)
        {
            return;
        }

        if (environment.Window != this)
        {
            environment.Window = this;
            environment.Lane = null;
            if (Lanes.Count < maxLanes)
            {
                environment.Lane = [];
                Lanes.Add((environment, environment.Lane));
            }
            else
            {
                LanesLeftOut++;
            }
        }

        if (environment.Lane is { } lane)
        {
            lane.Add(segment);
            _segments++;
        }
    }

    /// <summary>The window as if it ended now; itself it goes on.</summary>
    public TimelineWindow At(long time, IEnumerable<TimelineEnvironment> alive)
    {
        var window = new TimelineWindow(choice, from, to, maxLanes, maxSegments) { _calls = _calls, _segments = _segments, LanesLeftOut = LanesLeftOut, MarksLeftOut = MarksLeftOut };
        window.Marks.AddRange(Marks);
        var copies = new Dictionary<TimelineEnvironment, TimelineEnvironment>();
        foreach (var (environment, segments) in Lanes)
        {
            var copy = environment.InWindow(window, [.. segments]);
            copies.Add(environment, copy);
            window.Lanes.Add((copy, copy.Lane!));
        }

        window.Close(time, [.. alive.Select(e => copies.GetValueOrDefault(e) ?? e.InWindow(e.Window == this ? window : null, null))]);
        return window;
    }

    /// <summary>Ends the window; the segments that environments are in become its last ones.</summary>
    public void Close(long time, IEnumerable<TimelineEnvironment> alive)
    {
        var end = Math.Min(time, To);
        CutShort = _segments >= maxSegments && (to is null || end < To);
        foreach (var environment in alive.OrderBy(e => e.Number))
        {
            if (environment.Since < end)
            {
                Add(environment, new TimelineSegment(environment.Kind, environment.Since, end, environment.Invocation, environment.Start, Outcome.Succeeded, Cut: true));
            }
        }

        To = end;
        Closed = true;
    }
}
