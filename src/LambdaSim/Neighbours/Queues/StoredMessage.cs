using LambdaSim.Events;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>A message while a queue has it.</summary>
internal sealed class StoredMessage
{
    public required string Id { get; init; }

    /// <summary>Its number in the run, which it keeps in each queue that it comes to.</summary>
    public required int Number { get; init; }

    public required QueueMessage Sent { get; init; }

    public required string SenderId { get; init; }

    /// <summary><c>AWSTraceHeader</c>, if the sender gave one.</summary>
    public IReadOnlyDictionary<string, MessageAttribute> SystemAttributes { get; init; } = MessageRules.NoAttributes;

    public string? Group { get; init; }

    public string? DeduplicationId { get; init; }

    /// <summary>A FIFO queue's number of it.</summary>
    public string? SequenceNumber { get; set; }

    /// <summary>The queue that gave it up to this one.</summary>
    public string? DeadLetterSource { get; set; }

    /// <summary>Place in the queue: order of arrival.</summary>
    public long Order { get; set; }

    /// <summary>When it can be received, if not now.</summary>
    public Instant VisibleAt { get; set; }

    public int Receives { get; set; }

    public Instant FirstReceived { get; set; }

    /// <summary>When its present hiding began: visibility lasts at most 12 hours from there.</summary>
    public Instant ReceivedAt { get; set; }

    /// <summary>Number of the receipt handle that holds; 0: none yet.</summary>
    public long Receipt { get; set; }

    public MessageState State { get; set; }

    /// <summary>The calls that led to it; null: none is known.</summary>
    public CallChain? Chain { get; init; }
}
