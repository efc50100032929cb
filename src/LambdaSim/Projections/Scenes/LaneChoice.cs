using LambdaSim.Events;

namespace LambdaSim.Projections.Scenes;

/// <summary>Which environments of a stretch are drawn: those that show what it is about.</summary>
internal static class LaneChoice
{
    /// <summary>Takes turns among functions, throttled ones twice as often; of a function, environments that were born in the stretch come first, then those with a call that failed, then the busiest. Those that only waited are taken where room is left.</summary>
    public static IReadOnlyList<Candidate> Of(IReadOnlyCollection<Candidate> candidates, IReadOnlyCollection<TimelineMark> marks, Func<int, int> functionOf, long from, int most)
    {
        var throttled = marks.Select(mark => functionOf(mark.Function)).CountBy(function => function).ToDictionary();
        var turns = candidates
            .GroupBy(candidate => functionOf(candidate.Environment.Function))
            .OrderByDescending(group => throttled.GetValueOrDefault(group.Key))
            .ThenByDescending(group => group.Count(candidate => candidate.IsBorn(from)))
            .ThenBy(group => group.Key)
            .Select(group => (Function: group.Key, Weight: throttled.ContainsKey(group.Key) ? 2 : 1, Lanes: new Queue<Candidate>(group
                .OrderBy(candidate => candidate.IsIdle)
                .ThenByDescending(candidate => candidate.IsBorn(from))
                .ThenByDescending(candidate => candidate.HasFailure)
                .ThenByDescending(candidate => candidate.Calls)
                .ThenBy(candidate => candidate.Environment.Number))))
            .ToArray();
        List<Candidate> chosen = [];
        foreach (var idle in (bool[])[false, true])
        {
            while (chosen.Count < most && turns.Any(turn => HasNext(turn.Lanes, idle)))
            {
                foreach (var (_, weight, lanes) in turns)
                {
                    for (var i = 0; i < weight && chosen.Count < most && HasNext(lanes, idle); i++)
                    {
                        chosen.Add(lanes.Dequeue());
                    }
                }
            }
        }

        var places = turns.Select((turn, place) => (turn.Function, place)).ToDictionary();
        return [.. chosen.OrderBy(lane => places[functionOf(lane.Environment.Function)]).ThenBy(lane => lane.Environment.Number)];
    }

    private static bool HasNext(Queue<Candidate> lanes, bool idle) => lanes.TryPeek(out var lane) && lane.IsIdle == idle;

    /// <summary>An environment that lived in a stretch.</summary>
    internal sealed record Candidate(TimelineEnvironment Environment, List<TimelineSegment> Segments)
    {
        public int Calls { get; private set; }

        public bool HasFailure { get; private set; }

        /// <summary>It only waited.</summary>
        public bool IsIdle { get; private set; } = true;

        /// <summary>Created within the stretch, for a call rather than by configuration.</summary>
        public bool IsBorn(long from) => Environment.Created >= from && Environment.CreatedFor == CreationCause.ColdStart;

        public void Add(in TimelineSegment segment)
        {
            Segments.Add(segment);
            IsIdle &= segment.Kind == SegmentKind.Idle;
            Calls += segment.Kind == SegmentKind.Invoke ? 1 : 0;
            HasFailure |= segment is { Kind: SegmentKind.Invoke, Outcome: not Outcome.Succeeded };
        }
    }
}
