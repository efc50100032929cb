using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using NodaTime;

namespace LambdaSim.Assertions;

/// <summary>What led to a moment of a run: the invocation at work then, what it came from, the messages it had, and who else had these; in order of time (rule FLT-STORY).</summary>
internal sealed class CausalStory
{
    // Enough for a person; a longer story is told from its end.
    private const int MostInvocations = 12;
    private const int MostMessages = 12;
    private const int MostLines = 60;

    private readonly EventLog _log;
    private readonly ILookup<int, int> _messagesOf;
    private readonly ILookup<int, int> _invocationsOf;
    private readonly SortedSet<int> _invocations = [];
    private readonly SortedSet<int> _messages = [];

    private CausalStory(EventLog log)
    {
        _log = log;
        var sent = log.Where(static e => e.Kind == EventKind.BatchSent).ToLookup(static e => e.Batch, static e => e.Invocation);
        var senders = log.Where(static e => e.Kind == EventKind.MessageSent && e.Invocation != SimEvent.None).Select(static e => (e.Message, e.Invocation));
        var batched = log.Where(static e => e.Kind == EventKind.MessageBatched).SelectMany(e => sent[e.Batch].Select(invocation => (e.Message, Invocation: invocation))).Distinct().ToList();
        _messagesOf = batched.ToLookup(static b => b.Invocation, static b => b.Message);
        _invocationsOf = batched.Concat(senders).ToLookup(static b => b.Message, static b => b.Invocation);
    }

    /// <param name="log">The log so far.</param>
    /// <param name="atWork">The invocation whose code was at work last; negative: none was.</param>
    /// <param name="from">Records before this one were there when all was well.</param>
    /// <param name="start">Virtual time 0.</param>
    /// <param name="account">Limits, for words.</param>
    public static string Of(EventLog log, int atWork, int from, Instant start, AccountConfig account)
    {
        var story = new CausalStory(log);
        if (atWork >= 0)
        {
            story.Follow(atWork);
        }

        for (var i = from; i < log.Count; i++)
        {
            story.Follow(log[i]);
        }

        // Nothing happened since: what happened last.
        for (var i = Math.Min(from, log.Count) - 1; i >= 0 && story._invocations.Count + story._messages.Count == 0; i--)
        {
            story.Follow(log[i]);
        }

        return story.Tell(start, account);
    }

    private void Follow(in SimEvent e)
    {
        if (e.Invocation >= 0)
        {
            Follow(e.Invocation);
        }

        if (e.Message >= 0)
        {
            FollowMessage(e.Message);
        }
    }

    private void Follow(int invocation)
    {
        if (_invocations.Count == MostInvocations || !_invocations.Add(invocation))
        {
            return;
        }

        foreach (var message in _messagesOf[invocation])
        {
            FollowMessage(message);
        }

        if (OriginOf(invocation) is { } origin)
        {
            Follow(origin);
        }
    }

    private void FollowMessage(int message)
    {
        if (_messages.Count < MostMessages && _messages.Add(message))
        {
            foreach (var invocation in _invocationsOf[message])
            {
                Follow(invocation);
            }
        }
    }

    // Whose record, or whose notification, it is.
    private int? OriginOf(int invocation)
    {
        var notification = SimEvent.None;
        foreach (var e in _log)
        {
            if (e.Kind == EventKind.Delivered && e.Value == invocation + 1)
            {
                return e.Invocation;
            }

            if (e.Kind == EventKind.NotificationDelivered && e.HandoverForm == HandoverForm.Invocation && e.Became == invocation)
            {
                notification = e.Notification;
            }
        }

        return notification == SimEvent.None ? null : _log.First(e => e.Kind == EventKind.NotificationMade && e.Notification == notification).Invocation is >= 0 and var maker ? maker : null;
    }

    private string Tell(Instant start, AccountConfig account)
    {
        List<string> heads = [];
        List<(long Time, string Text)> lines = [];
        foreach (var invocation in _invocations)
        {
            var told = Explanation.Of(_log, Text.Of(invocation), start, account);
            heads.Add($"invocation {Text.Of(invocation)} of {told.Function?.DisplayName}, request {told.RequestId}");
            lines.AddRange(told.Lines.Select(l => (l.Time, $"invocation {Text.Of(invocation)}: {l.Text}")));
        }

        foreach (var message in _messages)
        {
            var told = Explanation.Of(_log, $"message:{Text.Of(message)}", start, account);
            heads.Add($"message {Text.Of(message)} of {told.Queue?.Name}");
            lines.AddRange(told.Lines.Select(l => (l.Time, $"message {Text.Of(message)}: {l.Text}")));
        }

        var struck = _log.Where(e => e.Kind == EventKind.FaultStruck && e.Invocation == SimEvent.None && (e.Resource == SimEvent.None || _messages.Contains(e.Struck))).Select(e => (e.Time, _log.Describe(e)));
        var all = lines.Concat(struck).OrderBy(static l => l.Item1).Select(static l => $"  {TimeText.Moment(l.Item1)}  {l.Item2}").ToList();
        return heads.Count == 0 ? "Nothing has happened yet."
            : $"What led to it ({string.Join("; ", heads)}):\n{(all.Count > MostLines ? Text.Invariant($"  ... {all.Count - MostLines} lines before\n") : "")}{string.Join('\n', all.TakeLast(MostLines))}";
    }
}
