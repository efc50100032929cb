using LambdaSim.Events;

namespace LambdaSim.Projections.Scenes;

/// <summary>Tells the stories of several calls in one pass.</summary>
internal sealed class StoryTeller(IEnumerable<int> wanted, StoryWorld world)
{
    private const int MostLines = 40, LongestLine = 400;

    private readonly Dictionary<int, CallStory> _stories = wanted.ToDictionary(number => number, number => new CallStory(number));

    // Whose INIT goes on: its records are about the environment alone.
    private readonly Dictionary<int, CallStory> _inits = [];
    private readonly HashSet<CallStory> _open = [];
    private readonly HashSet<int> _known = [];

    /// <summary>No story waits for its end.</summary>
    public bool IsDone => _open.Count == 0;

    /// <summary>Before the record is folded into the world's state.</summary>
    public void Tell(in SimEvent e)
    {
        // Queues are not drawn.
        if (e.Message != SimEvent.None)
        {
            return;
        }

        if (e.Kind is EventKind.ApiCalled or EventKind.ThrottledTogether)
        {
            foreach (var open in _open)
            {
                Tell(open, e);
            }
        }
        else if (e.Invocation != SimEvent.None ? _stories.TryGetValue(e.Invocation, out var story) : _inits.TryGetValue(e.Environment, out story))
        {
            // What began before the first record is no whole story.
            if (e.Kind == EventKind.Arrived)
            {
                _known.Add(e.Invocation);
            }
            else if (!_known.Contains(story.Invocation))
            {
                return;
            }

            _inits.Remove(story.Environment);
            Tell(story, e);
            if (story.Environment != SimEvent.None)
            {
                _inits[story.Environment] = story;
            }

            _ = story.IsOpen ? _open.Add(story) : _open.Remove(story);
        }
    }

    public IReadOnlyDictionary<int, IReadOnlyList<ExplanationLine>> Told() => _stories.Values
        .Where(story => story.Lines.Count > 0)
        .ToDictionary(story => story.Invocation, story => (IReadOnlyList<ExplanationLine>)[.. story.Lines.Take(MostLines).Select(Short)]);

    private static ExplanationLine Short(ExplanationLine line) => line.Text.Length <= LongestLine ? line : line with { Text = line.Text[..LongestLine] + "…" };

    private void Tell(CallStory story, in SimEvent e)
    {
        if (story.IsPart(e, world.Texts) && story.Lines.Count <= MostLines)
        {
            story.Tell(e, world);
        }
    }
}
