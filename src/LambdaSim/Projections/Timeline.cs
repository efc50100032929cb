using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>
/// What each environment did, within a window of the run: a lane each, with INIT, calls, idle time and its end, and the
/// refused attempts beside them. A log read once decides the window as it goes: the one asked for; else the run's beginning;
/// but when the first throttle comes later, the time around that.
/// </summary>
public sealed class Timeline : IEventObserver
{
    private const long LeadIn = 150L * 1_000_000_000;

    private readonly TimelineOptions _options;
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<int> _ordinals = [];

    // What is updated gets another index, and counts on.
    private readonly List<int> _first = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, TimelineEnvironment> _alive = [];
    private readonly (TimelineEnvironment Environment, TimelineSegment Segment)[] _recent;
    private long _recentCount;
    private bool _throttled;
    private bool _done;
    private TimelineWindow? _window;
    private IReadOnlyList<TimelineLane>? _lanes;

    /// <summary>Prepares to record.</summary>
    /// <exception cref="SimulationConfigException">An option is out of range.</exception>
    public Timeline(TimelineOptions? options = null)
    {
        _options = (options ?? new TimelineOptions()).Validate();
        _recent = new (TimelineEnvironment, TimelineSegment)[Math.Max(1, _options.MaxSegments / 4)];
        if (_options.From is not null || _options.Length is not null)
        {
            var from = _options.From?.ToInt64Nanoseconds() ?? 0;
            var length = _options.Length?.ToInt64Nanoseconds() ?? TimelineWindow.LeastLength;
            _window = new TimelineWindow(TimelineChoice.Given, from, from + length, _options.MaxLanes, _options.MaxSegments);
        }
    }

    /// <summary>Why this window.</summary>
    public TimelineChoice Choice => _window?.Choice ?? TimelineChoice.Start;

    /// <summary>Start of the window, in nanoseconds since the run's start.</summary>
    public long From => _window?.From ?? 0;

    /// <summary>End of the window, in nanoseconds since the run's start.</summary>
    public long To => _window?.To ?? 0;

    /// <summary>The window ended early because it had <see cref="TimelineOptions.MaxSegments"/> segments.</summary>
    public bool CutShort => _window?.CutShort ?? false;

    /// <summary>Environments of the window that have no lane because of <see cref="TimelineOptions.MaxLanes"/>.</summary>
    public long LanesLeftOut => _window?.LanesLeftOut ?? 0;

    /// <summary>Refused and dropped attempts of the window beyond the 10,000 that <see cref="Marks"/> keeps.</summary>
    public long MarksLeftOut => _window?.MarksLeftOut ?? 0;

    /// <summary>Functions of the run, by index.</summary>
    public IReadOnlyList<FunctionDefinition> Functions => _functions;

    /// <summary>The lanes, by function in order of first appearance, then in order of creation. Ask after the run's end.</summary>
    public IReadOnlyList<TimelineLane> Lanes => _lanes ?? throw new InvalidOperationException("the timeline is complete only after the run's end: ask after OnEnd");

    /// <summary>Refused and dropped attempts in the window, in order of time.</summary>
    public IReadOnlyList<TimelineMark> Marks => _window?.Marks ?? [];

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _byName.TryAdd(function.DisplayName, _functions.Count);
        _first.Add(_byName[function.DisplayName]);
        _functions.Add(function);
        _ordinals.Add(0);
    }

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            if (_done)
            {
                return;
            }

            // Neither calls of the API nor what they change is drawn.
            if (e.Kind >= EventKind.ApiCalled)
            {
                continue;
            }

            _window ??= new TimelineWindow(TimelineChoice.Start, e.Time, null, _options.MaxLanes, _options.MaxSegments);
            if (!_window.Closed && _window.EndsBefore(e.Time))
            {
                CloseWindow(e.Time);
                if (_done)
                {
                    return;
                }
            }

            Fold(e);
        }
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end)
    {
        if (_window is { Closed: false })
        {
            CloseWindow(end.Time);
        }

        _done = true;
        _lanes = _window is null ? [] : ToLanes(_window);
    }

    /// <summary>The lanes as text: one line each, <c>▒</c> init, <c>█</c> invoke, <c>·</c> idle.</summary>
    /// <param name="width">Columns for the time axis, 10 to 1,000.</param>
    public string ToText(int width = 72) => TimelineText.Of(this, width);

    /// <summary>The picture as of now; the run, and this, may go on.</summary>
    /// <param name="time">Nanoseconds since the run's start, no earlier than the last record.</param>
    internal Timeline At(long time)
    {
        var picture = new Timeline(_options) { _throttled = _throttled, _done = _done, _window = _window, _lanes = _lanes };
        picture._functions.AddRange(_functions);
        if (_window is { Closed: false })
        {
            picture._window = _window.At(time, _alive.Values);
        }

        picture._done = true;
        picture._lanes ??= picture._window is null ? [] : picture.ToLanes(picture._window);
        return picture;
    }

    private void Fold(in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.EnvironmentCreated:
                _alive[e.Environment] = new TimelineEnvironment
                {
                    Number = e.Environment,
                    Function = e.Function,
                    Ordinal = ++System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ordinals)[_first[e.Function]],
                    CreatedFor = e.CreationCause,
                    Created = e.Time,
                    Since = e.Time,
                    Invocation = e.Invocation,
                };
                break;
            case EventKind.InitCompleted when _alive.TryGetValue(e.Environment, out var environment):
                var begin = Math.Max(environment.Since, e.Time - e.Value);
                Leave(environment, SegmentKind.Creation, begin);
                Leave(environment, SegmentKind.Init, e.Time);
                environment.Enter(SegmentKind.Idle, SimEvent.None);
                break;
            case EventKind.Started when _alive.TryGetValue(e.Environment, out var environment):
                Leave(environment, environment.Kind, e.Time);
                environment.Enter(SegmentKind.Invoke, e.Invocation, e.StartType);
                if (!_window!.Closed && e.Time >= _window.From)
                {
                    _window.CountCall();
                }

                break;
            case EventKind.Completed when _alive.TryGetValue(e.Environment, out var environment):
                Leave(environment, environment.Kind, e.Time, e.Outcome);
                environment.Enter(SegmentKind.Idle, SimEvent.None);
                break;
            case EventKind.EnvironmentEnded when _alive.Remove(e.Environment, out var environment):
                environment.Ended = e.Time;
                environment.EndCause = e.EndCause;
                Leave(environment, environment.Kind, e.Time);
                break;
            case EventKind.Throttled or EventKind.ThrottledTogether:
                Mark(new TimelineMark(e.Time, e.Function, e.Invocation, e.ThrottleCause, null));
                break;
            case EventKind.Dropped:
                Mark(new TimelineMark(e.Time, e.Function, e.Invocation, ThrottleCause.None, e.DropCause));
                break;
        }
    }

    private void Leave(TimelineEnvironment environment, SegmentKind kind, long time, Outcome outcome = Outcome.Succeeded)
    {
        if (time <= environment.Since)
        {
            return;
        }

        var segment = new TimelineSegment(kind, environment.Since, time, environment.Invocation, environment.Start, outcome, Cut: false);
        environment.Since = time;
        if (!_window!.Closed)
        {
            _window.Add(environment, segment);
        }
        else
        {
            _recent[_recentCount++ % _recent.Length] = (environment, segment);
        }
    }

    private void Mark(TimelineMark mark)
    {
        var throttle = mark.Throttle != ThrottleCause.None;
        if (_window!.Closed && throttle)
        {
            _window = AroundThrottle(mark.Time);
        }

        _throttled |= throttle && !_window.Closed;
        if (!_window.Closed)
        {
            _window.Add(mark);
        }
    }

    // What led up to the throttle is what the last segments tell; older ones are gone, so the window begins where they are complete.
    private TimelineWindow AroundThrottle(long time)
    {
        var oldest = Math.Max(0, _recentCount - _recent.Length);
        var complete = oldest > 0 ? _recent[oldest % _recent.Length].Segment.To : 0;
        var from = Math.Clamp(Math.Max(time - LeadIn, complete), _window!.From, time);
        var window = new TimelineWindow(TimelineChoice.FirstThrottle, from, null, _options.MaxLanes, _options.MaxSegments);
        for (var i = oldest; i < _recentCount; i++)
        {
            var (environment, segment) = _recent[i % _recent.Length];
            window.Add(environment, segment);
            if (segment.Kind == SegmentKind.Invoke && segment.From >= from)
            {
                window.CountCall();
            }
        }

        return window;
    }

    // Only a beginning without throttle may still be replaced by a later window.
    private void CloseWindow(long time)
    {
        _window!.Close(time, _alive.Values);
        if (_window.Choice != TimelineChoice.Start || _throttled)
        {
            _done = true;
            _alive.Clear();
        }
    }

    private TimelineLane[] ToLanes(TimelineWindow window) =>
    [
        .. window.Lanes.OrderBy(lane => lane.Environment.Function).ThenBy(lane => lane.Environment.Number).Select(lane =>
        {
            var ended = lane.Environment.Ended <= window.To ? lane.Environment.Ended : null;
            return new TimelineLane
            {
                Environment = lane.Environment.Number,
                Function = _functions[lane.Environment.Function],
                Ordinal = lane.Environment.Ordinal,
                CreatedFor = lane.Environment.CreatedFor,
                Created = lane.Environment.Created,
                Ended = ended,
                EndCause = ended is null ? null : lane.Environment.EndCause,
                Segments = lane.Segments,
            };
        }),
    ];
}
