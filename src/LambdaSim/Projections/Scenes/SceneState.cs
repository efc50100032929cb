using LambdaSim.Events;

namespace LambdaSim.Projections.Scenes;

/// <summary>What lived at a moment of the log: where a stretch in detail begins from.</summary>
internal sealed class SceneState
{
    private readonly List<FunctionDefinition> _functions = [];

    // What is updated gets another index, and counts on.
    private readonly List<int> _first = [];
    private readonly List<int> _ordinals = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, TimelineEnvironment> _alive = [];

    public SceneState() => Loads = new ExplanationState();

    private SceneState(SceneState other)
    {
        _functions.AddRange(other._functions);
        _first.AddRange(other._first);
        _ordinals.AddRange(other._ordinals);
        foreach (var (name, index) in other._byName)
        {
            _byName.Add(name, index);
        }

        foreach (var (number, environment) in other._alive)
        {
            _alive.Add(number, environment.InWindow(null, null));
        }

        Loads = other.Loads.Copy();
    }

    public IReadOnlyList<FunctionDefinition> Functions => _functions;

    public ExplanationState Loads { get; }

    public IEnumerable<TimelineEnvironment> Alive => _alive.Values;

    public SceneState Copy() => new(this);

    public void Add(FunctionDefinition function)
    {
        _byName.TryAdd(function.DisplayName, _functions.Count);
        _first.Add(_byName[function.DisplayName]);
        _functions.Add(function);
        _ordinals.Add(0);
        Loads.OnFunction(function);
    }

    /// <summary>Folds a record, and tells the segments that it ends.</summary>
    public void Fold(in SimEvent e, IReadOnlyList<string> texts, Action<TimelineEnvironment, TimelineSegment>? ended = null)
    {
        Loads.Fold(e, texts);
        switch (e.Kind)
        {
            case EventKind.EnvironmentCreated:
                _ordinals[_first[e.Function]]++;
                _alive[e.Environment] = new TimelineEnvironment
                {
                    Number = e.Environment,
                    Function = e.Function,
                    Ordinal = _ordinals[_first[e.Function]],
                    CreatedFor = e.CreationCause,
                    Created = e.Time,
                    Since = e.Time,
                    Invocation = e.Invocation,
                };
                break;
            case EventKind.InitCompleted when _alive.TryGetValue(e.Environment, out var environment):
                Leave(environment, SegmentKind.Creation, Math.Max(environment.Since, e.Time - e.Value), ended);
                Leave(environment, SegmentKind.Init, e.Time, ended);
                environment.Enter(SegmentKind.Idle, SimEvent.None);
                break;
            case EventKind.Started when _alive.TryGetValue(e.Environment, out var environment):
                Leave(environment, environment.Kind, e.Time, ended);
                environment.Enter(SegmentKind.Invoke, e.Invocation, e.StartType);
                break;
            case EventKind.Completed when _alive.TryGetValue(e.Environment, out var environment):
                Leave(environment, environment.Kind, e.Time, ended, e.Outcome);
                environment.Enter(SegmentKind.Idle, SimEvent.None);
                break;
            case EventKind.EnvironmentEnded when _alive.Remove(e.Environment, out var environment):
                (environment.Ended, environment.EndCause) = (e.Time, e.EndCause);
                Leave(environment, environment.Kind, e.Time, ended);
                break;
        }
    }

    private static void Leave(TimelineEnvironment environment, SegmentKind kind, long time, Action<TimelineEnvironment, TimelineSegment>? ended, Outcome outcome = Outcome.Succeeded)
    {
        if (time <= environment.Since && kind != SegmentKind.Invoke)
        {
            return;
        }

        ended?.Invoke(environment, new TimelineSegment(kind, environment.Since, time, environment.Invocation, environment.Start, outcome, Cut: false));
        environment.Since = time;
    }
}
