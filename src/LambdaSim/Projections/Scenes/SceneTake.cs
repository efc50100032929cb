using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections.Scenes;

/// <summary>A stretch that is being recorded: what lived when it began, and the records since. The picture is made of them when it is over.</summary>
internal sealed class SceneTake(ScenePlan plan, SceneState start, SceneSettings settings)
{
    private readonly List<(FunctionDefinition? Function, SimEvent Event)> _records = [];

    public ScenePlan Plan => plan;

    public int Calls { get; private set; }

    public int Records => _records.Count;

    public bool IsFull => _records.Count >= settings.MaxRecords;

    public bool EndsBefore(long time) => IsFull || time >= plan.MostTo || (time >= plan.LeastTo && Calls >= plan.LeastCalls);

    public void Add(FunctionDefinition function) => _records.Add((function, default));

    public void Add(in SimEvent e)
    {
        Calls += e.Kind == EventKind.Started ? 1 : 0;
        _records.Add((null, e));
    }

    /// <summary>The same stretch, about something else.</summary>
    public SceneTake About(ScenePlan other) => Copy(other);

    public SceneTake Copy() => Copy(plan);

    private SceneTake Copy(ScenePlan other)
    {
        var copy = new SceneTake(other, start, settings) { Calls = Calls };
        copy._records.AddRange(_records);
        return copy;
    }

    /// <summary>The picture of the stretch up to a time.</summary>
    /// <param name="end">Where the stretch ends.</param>
    /// <param name="after">Records after it, by which stories may come to their ends.</param>
    /// <param name="texts">The run's texts.</param>
    public Scene ToScene(long end, IEnumerable<SimEvent> after, IReadOnlyList<string> texts)
    {
        var to = Math.Min(end, plan.MostTo);
        var wasFull = IsFull;
        for (; ; )
        {
            var (chosen, all, marks, marksLeftOut, functions) = Lanes(to, texts);
            var segments = chosen.Sum(lane => lane.Segments.Count);
            if (segments > settings.MaxSegments)
            {
                // A shorter stretch, in which the choice may be another.
                var last = chosen.SelectMany(lane => lane.Segments).Select(segment => segment.From).Order().ElementAt(settings.MaxSegments - 1);
                var shorter = Math.Max(Math.Max(plan.From, plan.At) + 1, last);
                if (shorter < to)
                {
                    (to, wasFull) = (shorter, true);
                    continue;
                }

                foreach (var lane in chosen)
                {
                    lane.Segments.RemoveRange(Math.Min(lane.Segments.Count, settings.MaxSegments / chosen.Count), Math.Max(0, lane.Segments.Count - (settings.MaxSegments / chosen.Count)));
                }
            }

            return new Scene
            {
                Reason = plan.Reason,
                At = plan.At,
                About = plan.Function,
                From = plan.From,
                To = to,
                CutShort = wasFull,
                Lanes = [.. chosen.Select(lane => Lane(lane, functions, to))],
                LanesLeftOut = all - chosen.Count,
                Marks = marks,
                MarksLeftOut = marksLeftOut,
                Stories = Stories(Wanted(chosen, marks).Take(settings.MaxStories), after, texts),
            };
        }
    }

    // What is rare first: refused attempts, failures, cold starts; then what is near to the moment that the stretch is about.
    private IEnumerable<int> Wanted(IReadOnlyList<LaneChoice.Candidate> lanes, IReadOnlyList<TimelineMark> marks)
    {
        var calls = lanes.SelectMany(lane => lane.Segments).Where(segment => segment.Kind == SegmentKind.Invoke).OrderBy(segment => Math.Abs(segment.From - plan.At)).ThenBy(segment => segment.Invocation).ToArray();
        var refused = marks.Select(mark => mark.Invocation).Where(number => number != SimEvent.None).Distinct().ToArray();
        return refused.Take(200)
            .Concat(calls.Where(segment => segment.Outcome != Outcome.Succeeded || segment.Start != StartType.Warm).Select(segment => segment.Invocation))
            .Concat(calls.Select(segment => segment.Invocation))
            .Concat(refused)
            .Distinct();
    }

    private static TimelineLane Lane(LaneChoice.Candidate lane, IReadOnlyList<FunctionDefinition> functions, long to)
    {
        var environment = lane.Environment;
        var ended = environment.Ended <= to ? environment.Ended : null;
        return new TimelineLane
        {
            Environment = environment.Number,
            Function = functions[environment.Function],
            Ordinal = environment.Ordinal,
            CreatedFor = environment.CreatedFor,
            Created = environment.Created,
            Ended = ended,
            EndCause = ended is null ? null : environment.EndCause,
            Segments = lane.Segments,
        };
    }

    private (IReadOnlyList<LaneChoice.Candidate> Chosen, int All, List<TimelineMark> Marks, long MarksLeftOut, IReadOnlyList<FunctionDefinition> Functions) Lanes(long to, IReadOnlyList<string> texts)
    {
        var state = start.Copy();
        Dictionary<TimelineEnvironment, LaneChoice.Candidate> lanes = [];
        List<TimelineMark> marks = [];
        var marksLeftOut = 0L;
        foreach (var (function, e) in _records)
        {
            if (function is not null)
            {
                state.Add(function);
                continue;
            }

            if (e.Time > to)
            {
                break;
            }

            state.Fold(e, texts, Segment);
            if (e.Kind is EventKind.Throttled or EventKind.ThrottledTogether or EventKind.Dropped)
            {
                if (marks.Count < settings.MaxMarks)
                {
                    marks.Add(e.Kind != EventKind.Dropped
                        ? new TimelineMark(e.Time, e.Function, e.Invocation, e.ThrottleCause, null)
                        : new TimelineMark(e.Time, e.Function, e.Invocation, ThrottleCause.None, e.DropCause));
                }
                else
                {
                    marksLeftOut++;
                }
            }
        }

        foreach (var environment in state.Alive.OrderBy(e => e.Number).Where(e => e.Since < to))
        {
            Segment(environment, new TimelineSegment(environment.Kind, environment.Since, to, environment.Invocation, environment.Start, Outcome.Succeeded, Cut: true));
        }

        var names = state.Functions.Select((f, i) => (f.DisplayName, i)).DistinctBy(f => f.DisplayName).ToDictionary(f => f.DisplayName, f => f.i, StringComparer.Ordinal);
        var chosen = LaneChoice.Of(lanes.Values, marks, index => names[state.Functions[index].DisplayName], plan.From, settings.MaxLanes);
        return (chosen, lanes.Count, marks, marksLeftOut, state.Functions);

        void Segment(TimelineEnvironment environment, TimelineSegment segment)
        {
            if (segment.To < plan.From || (segment.To == plan.From && segment.From < segment.To))
            {
                return;
            }

            if (!lanes.TryGetValue(environment, out var lane))
            {
                lanes.Add(environment, lane = new LaneChoice.Candidate(environment, []));
            }

            lane.Add(segment);
        }
    }

    private IReadOnlyDictionary<int, IReadOnlyList<ExplanationLine>> Stories(IEnumerable<int> wanted, IEnumerable<SimEvent> after, IReadOnlyList<string> texts)
    {
        var state = start.Copy();
        var teller = new StoryTeller(wanted, new StoryWorld(state.Functions, texts, state.Loads, settings.Start, settings.Account, settings.Billed) { Remarks = settings.Remarks });
        foreach (var (function, e) in _records)
        {
            if (function is not null)
            {
                state.Add(function);
                continue;
            }

            teller.Tell(e);
            state.Loads.Fold(e, texts);
        }

        foreach (var e in after)
        {
            if (teller.IsDone || e.Function >= state.Functions.Count)
            {
                break;
            }

            teller.Tell(e);
            state.Loads.Fold(e, texts);
        }

        return teller.Told();
    }
}

/// <summary>Which stretch is to be recorded. Times are nanoseconds since the run's start.</summary>
/// <param name="Reason">Why.</param>
/// <param name="At">The instant it is about.</param>
/// <param name="Function">The function it is about.</param>
/// <param name="From">Where it begins.</param>
/// <param name="LeastTo">It does not end before,</param>
/// <param name="LeastCalls">nor before so many calls,</param>
/// <param name="MostTo">but never after this.</param>
internal sealed record ScenePlan(SceneReason Reason, long At, int Function, long From, long LeastTo, int LeastCalls, long MostTo);

/// <summary>Bounds of scenes, and what their stories are told with.</summary>
internal sealed record SceneSettings(Instant Start, AccountConfig? Account, BilledMilliseconds Billed)
{
    /// <summary>What was noticed of calls beside the log; null: nothing.</summary>
    public Remarks? Remarks { get; set; }

    public int MaxLanes { get; init; } = 40;

    public int MaxSegments { get; init; } = 3_000;

    public int MaxMarks { get; init; } = 1_000;

    public int MaxStories { get; init; } = 800;

    public int MaxRecords { get; init; } = 40_000;
}
