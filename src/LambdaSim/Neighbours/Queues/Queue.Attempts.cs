using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// Receives of a FIFO queue that are repeated with the same ReceiveRequestAttemptId (rule SQS-ATTEMPT).
public sealed partial class Queue
{
    private static readonly Duration _attemptHolds = Duration.FromMinutes(5);

    private readonly Dictionary<string, Attempt> _attempts = new(StringComparer.Ordinal);
    private readonly Queue<(Instant Until, string Id, Attempt Attempt)> _oldAttempts = [];

    // The same messages under the same handles, and their visibility begins anew.
    private IReadOnlyList<ReceivedMessage> TakeOf(string id, int max, Duration visibility)
    {
        CatchUp();
        while (_oldAttempts.TryPeek(out var old) && old.Until <= Now)
        {
            _oldAttempts.Dequeue();
            if (_attempts.GetValueOrDefault(old.Id) == old.Attempt)
            {
                _attempts.Remove(old.Id);
            }
        }

        if (_attempts.TryGetValue(id, out var attempt) && attempt.Holds)
        {
            foreach (var received in attempt.Messages)
            {
                received.Message.ReceivedAt = Now;
                Hide(received.Message, Events.MessageState.InFlight, visibility);
            }

            return attempt.Messages;
        }

        var found = Take(max, visibility);
        if (found.Count > 0)
        {
            attempt = new Attempt(found);
            _attempts[id] = attempt;
            _oldAttempts.Enqueue((Now + _attemptHolds, id, attempt));
        }

        return found;
    }

    private sealed record Attempt(IReadOnlyList<ReceivedMessage> Messages)
    {
        /// <summary>Whether nothing of it was deleted, changed, or has become visible.</summary>
        public bool Holds => Messages.All(static m =>
            m.Message is { IsGone: false, State: Events.MessageState.InFlight } && m.Message.Receipt == m.Receipt && m.Message.ChangedReceipt != m.Receipt);
    }
}
