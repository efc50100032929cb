using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// How a move task takes messages to another queue.
public sealed partial class Queue
{
    /// <summary>The next message that can be had; null: there is none. It stays.</summary>
    internal StoredMessage? PeekReady()
    {
        CatchUp();
        if (IsFifo)
        {
            var group = _groups.Next();
            if (group is not null)
            {
                _groups.StandInLine(group);
            }

            return group?.First;
        }

        var (alone, tenant) = (_ready.First, _tenants.Next(Now, _inFlight, out _)?.Ready.First);
        return tenant is not null && (alone is null || tenant.Place < alone.Place) ? tenant : alone;
    }

    /// <summary>As if it were sent now, to another queue: with a new id, and received by nobody yet.</summary>
    internal void MoveTo(Queue target, StoredMessage message)
    {
        RecordMove(message, target, MoveCause.Redriven);
        Withdraw(message);
        target.Accept(
            new StoredMessage
            {
                IdSource = target._service.NextMessageId(),
                Number = message.Number,
                Sent = message.Sent with { SentAt = Now },
                EnqueuedAt = Now,
                SenderId = message.SenderId,
                SystemAttributes = message.SystemAttributes,
                Group = message.Group,
                Chain = message.Chain,
                DeduplicationId = message.DeduplicationId,
            },
            Duration.Zero);
    }
}
