using LambdaSim.Events;

namespace LambdaSim.Projections.Scenes;

/// <summary>
/// Records stretches of a run in detail: its beginning, and the surroundings of what happens for the first time later (a throttle, a burst of cold starts, a
/// failure). It reads the log once: records wait in a line before they are folded, so that what leads up to such a moment is still to come when the moment is seen.
/// </summary>
internal sealed class SceneRecorder : IEventObserver
{
    public const int MaxScenes = 5;

    private const long Second = TimelineTicks.Second;
    private const long BeginningLength = 600 * Second, Lead = 30 * Second, Follow = 270 * Second;
    private const int LeastCalls = 200, Burst = 20, MaxAhead = 1 << 15;

    private readonly SceneSettings _settings;
    private readonly Queue<(FunctionDefinition? Function, SimEvent Event)> _ahead = new();
    private readonly List<FunctionDefinition> _functions = [];
    private readonly KeptTexts _texts = new();
    private readonly SceneState _state = new();
    private readonly HashSet<(SceneReason, string, int)> _seen = [];
    private readonly Queue<ScenePlan> _plans = new();
    private readonly List<Scene> _scenes = [];
    private readonly bool _isGiven;
    private SceneTake? _take;
    private ScenePlan? _lastPlan;
    private int _planned;
    private long _folded;
    private long _bornIn = -1;
    private int _born;
    private int _mostBorn = Burst / 2;
    private bool _done;

    /// <param name="settings">Bounds, and what stories are told with.</param>
    /// <param name="given">The only stretch to record; null: the recorder chooses.</param>
    public SceneRecorder(SceneSettings settings, ScenePlan? given = null)
    {
        _settings = settings;
        if (given is not null)
        {
            _isGiven = true;
            Plan(given);
        }
    }

    private SceneRecorder(SceneRecorder other)
    {
        _settings = other._settings;
        _isGiven = other._isGiven;
        foreach (var record in other._ahead)
        {
            _ahead.Enqueue(record);
        }

        _functions.AddRange(other._functions);
        _texts = other._texts.Copy();
        _state = other._state.Copy();
        foreach (var plan in other._plans)
        {
            _plans.Enqueue(plan);
        }

        _scenes.AddRange(other._scenes);
        _take = other._take?.Copy();
        (_lastPlan, _planned, _folded, _done) = (other._lastPlan, other._planned, other._folded, other._done);
    }

    /// <summary>The recorded stretches, in order of time. Ask after the run's end.</summary>
    public IReadOnlyList<Scene> Scenes => _scenes;

    /// <summary>The functions of the run, by index.</summary>
    public IReadOnlyList<FunctionDefinition> Functions => _functions;

    void IEventObserver.OnFunction(FunctionDefinition function)
    {
        _functions.Add(function);
        if (!_done)
        {
            Queue((function, default));
        }
    }

    void IEventObserver.OnText(int number, string text)
    {
        if (!_done)
        {
            _texts.Add(number, text);
        }
    }

    void IEventObserver.OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            if (_done)
            {
                return;
            }

            Watch(e);
            Queue((null, e));
        }
    }

    void IEventObserver.OnEnd(RunEnd end) => Finish(end.Time);

    /// <summary>The stretches as of now; the run, and this, may go on.</summary>
    /// <param name="time">Nanoseconds since the run's start, no earlier than the last record.</param>
    public SceneRecorder At(long time)
    {
        var picture = new SceneRecorder(this);
        picture.Finish(time);
        return picture;
    }

    private void Finish(long time)
    {
        while (!_done && _ahead.TryDequeue(out var record))
        {
            Fold(record);
        }

        if (!_done && _take is null && _plans.TryPeek(out var plan) && plan.From <= time)
        {
            _take = new SceneTake(_plans.Dequeue(), _state.Copy(), _settings);
        }

        Close(time);
        _done = true;
    }

    private void Queue((FunctionDefinition? Function, SimEvent Event) record)
    {
        _ahead.Enqueue(record);
        if (_ahead.Count > MaxAhead)
        {
            Fold(_ahead.Dequeue());
        }
    }

    private void Watch(in SimEvent e)
    {
        if (_planned == 0)
        {
            Plan(new ScenePlan(SceneReason.Beginning, e.Time, SimEvent.None, e.Time, e.Time + BeginningLength, LeastCalls, long.MaxValue));
        }

        switch (e.Kind)
        {
            case EventKind.Throttled or EventKind.ThrottledTogether:
                Notice(e, SceneReason.Throttle, e.Cause);
                break;
            case EventKind.Dropped:
                Notice(e, SceneReason.Drop, 0);
                break;
            case EventKind.Completed when e.Outcome != Outcome.Succeeded:
                Notice(e, e.Outcome == Outcome.TimedOut ? SceneReason.Timeout : SceneReason.Error, 0);
                break;
            case EventKind.EnvironmentCreated when e.CreationCause == CreationCause.ColdStart:
                _born = e.Time / Second == _bornIn ? _born + 1 : 1;
                _bornIn = e.Time / Second;
                if (_born > 2 * _mostBorn)
                {
                    _mostBorn = _born;
                    Notice(e, SceneReason.ColdStarts, _born);
                }

                break;
        }
    }

    // What happens in a stretch that is recorded anyway moves its point, if it weighs more than what the stretch was about; a run always begins with cold starts.
    private void Notice(in SimEvent e, SceneReason reason, int cause)
    {
        if (_isGiven || (reason != SceneReason.ColdStarts && !_seen.Add((reason, reason == SceneReason.Throttle ? _functions[e.Function].DisplayName : "", cause))))
        {
            return;
        }

        var last = _lastPlan;
        var isFull = last is not null && _take?.Plan == last && _take.Records + _ahead.Count >= _settings.MaxRecords;
        if (last is not null && e.Time < last.LeastTo && !isFull)
        {
            if (Weight(reason) > Weight(last.Reason) && (last.Reason != SceneReason.Beginning || reason != SceneReason.ColdStarts))
            {
                Replace(last with { Reason = reason, At = e.Time, Function = e.Function });
            }

            return;
        }

        if (_planned < MaxScenes)
        {
            var from = Math.Max(Math.Max(e.Time - Lead, _folded), isFull || last is null ? 0 : last.LeastTo);
            Plan(new ScenePlan(reason, e.Time, e.Function, Math.Min(from, e.Time), e.Time + Follow, LeastCalls, e.Time + (4 * Follow)));
        }
    }

    private static int Weight(SceneReason reason) => reason switch
    {
        SceneReason.Throttle => 4,
        SceneReason.ColdStarts => 3,
        SceneReason.Drop or SceneReason.Timeout => 2,
        SceneReason.Error => 1,
        _ => 0,
    };

    private void Plan(ScenePlan plan)
    {
        _plans.Enqueue(plan);
        _lastPlan = plan;
        _planned++;
    }

    private void Replace(ScenePlan plan)
    {
        if (_take?.Plan == _lastPlan)
        {
            _take = _take!.About(plan);
        }
        else
        {
            var waiting = _plans.Select(other => other == _lastPlan ? plan : other).ToArray();
            _plans.Clear();
            Array.ForEach(waiting, _plans.Enqueue);
        }

        _lastPlan = plan;
    }

    private void Fold((FunctionDefinition? Function, SimEvent Event) record)
    {
        if (record.Function is { } function)
        {
            _take?.Add(function);
            _state.Add(function);
            return;
        }

        var e = record.Event;
        _folded = e.Time;
        if (_take is { } take && (take.EndsBefore(e.Time) || (_plans.TryPeek(out var next) && next.From <= e.Time)))
        {
            Close(e.Time, e);
        }

        if (_take is null && _plans.TryPeek(out var plan) && plan.From <= e.Time)
        {
            _take = new SceneTake(_plans.Dequeue(), _state.Copy(), _settings);
        }

        _take?.Add(e);
        _state.Fold(e, _texts);
    }

    private void Close(long time, params ReadOnlySpan<SimEvent> then)
    {
        if (_take is null)
        {
            return;
        }

        if (_take.Plan == _lastPlan)
        {
            _lastPlan = _lastPlan with { LeastTo = Math.Min(_lastPlan.LeastTo, time) };
        }

        _scenes.Add(_take.ToScene(time, [.. then, .. _ahead.TakeWhile(record => record.Function is null).Select(record => record.Event)], _texts));
        _take = null;
        if (_plans.Count == 0 && (_isGiven || _planned == MaxScenes))
        {
            _done = true;
            _ahead.Clear();
        }
    }
}
