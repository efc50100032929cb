using System.Runtime.CompilerServices;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>A message while a queue has it.</summary>
internal sealed class StoredMessage
{
    private MessageLinks _links;

    /// <summary>Where its id comes from: the stream of its service, and its place in it. Made to text when somebody asks.</summary>
    public required (ulong Stream, ulong Ordinal) IdSource { get; init; }

    public string Id => IdOf(IdSource);

    /// <summary>Its number in the run, which it keeps in each queue that it comes to.</summary>
    public required int Number { get; init; }

    public required QueueMessage Sent { get; init; }

    public required string SenderId { get; init; }

    /// <summary><c>AWSTraceHeader</c>, if the sender gave one.</summary>
    public IReadOnlyDictionary<string, MessageAttribute> SystemAttributes { get; init; } = MessageRules.NoAttributes;

    public string? Group { get; init; }

    public string? DeduplicationId { get; init; }

    /// <summary>A FIFO queue's number of it, as text; null: the queue is none.</summary>
    public string? SequenceNumber => Sequence == 0 ? null : Text.Invariant($"1885{Sequence:D16}");

    /// <summary>A FIFO queue's number of it; 0: the queue is none.</summary>
    public long Sequence { get; set; }

    /// <summary>The queue that gave it up to this one.</summary>
    public Queue? DeadLetterSource { get; init; }

    /// <summary>Since when its retention period runs.</summary>
    public Instant EnqueuedAt { get; init; }

    /// <summary>Its name in receipt handles: order of arrival.</summary>
    public long Order { get; set; }

    /// <summary>Its place in a standard queue: order of arrival, until it has been received too often.</summary>
    public long Place { get; set; }

    /// <summary>The entry among those to be had that stands for it; 0: none does.</summary>
    public long ReadyEntry { get; set; }

    /// <summary>When it can be received, if not now.</summary>
    public Instant VisibleAt { get; set; }

    public int Receives { get; set; }

    public Instant FirstReceived { get; set; }

    /// <summary>When its present hiding began: visibility lasts at most 12 hours from there.</summary>
    public Instant ReceivedAt { get; set; }

    /// <summary>Number of the receipt handle that holds; 0: none yet.</summary>
    public long Receipt { get; set; }

    /// <summary>The receipt handle under which its visibility was changed last.</summary>
    public long ChangedReceipt { get; set; }

    public MessageState State { get; set; }

    /// <summary>The calls that led to it; null: none is known.</summary>
    public CallChain? Chain { get; init; }

    /// <summary>A fault has kept it beyond its delete, or let it be passed: once each.</summary>
    public bool IsCopied { get; set; }

    public bool IsPassed { get; set; }

    /// <summary>Whether the queue has it no more.</summary>
    public bool IsGone { get; set; }

    /// <summary>The chain of those hidden as long as it; null: it is not hidden.</summary>
    public HiddenChain? HiddenIn { get; set; }

    /// <summary>Of a FIFO queue: its group. Of a standard one: its tenant, if it names one.</summary>
    public object? Lane { get; set; }

    public static string IdOf((ulong Stream, ulong Ordinal) source) => DeterministicGuid.At(source.Stream, source.Ordinal).ToString("D");

    /// <summary>Its neighbours in a chain.</summary>
    public ref MessageLink Link(MessageSlot slot) => ref _links[(int)slot];

    [InlineArray(3)]
    private struct MessageLinks
    {
        private MessageLink _first;
    }
}

/// <summary>The chains that a message can be in at once.</summary>
internal enum MessageSlot
{
    /// <summary>All messages of a queue, in order of arrival.</summary>
    All,

    /// <summary>Those hidden as long, in order of their end.</summary>
    Hidden,

    /// <summary>Those of a FIFO queue's group, in order.</summary>
    Group,
}

/// <summary>A message's neighbours in a chain.</summary>
internal struct MessageLink
{
    public StoredMessage? Before;
    public StoredMessage? After;
}
