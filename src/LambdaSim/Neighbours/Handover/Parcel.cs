using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Handover;

/// <summary>What a service sends to one target by itself: the notification of a topic or a bucket, an event that a rule matched, the firing of a schedule.</summary>
internal sealed record Parcel
{
    /// <summary>Index of the resource that sends it, from <see cref="INeighbourLog.Announce"/>; unused where the run records no messages.</summary>
    public required int From { get; init; }

    /// <summary>Where it goes.</summary>
    public required string Target { get; init; }

    /// <summary>What the target gets: a function's event, a message's body. UTF-8.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What an attempt, counted from 1, hands over to whom, where each is its own: who sends it and how stays; null: all are this.</summary>
    public Func<int, Parcel>? OfAttempt { get; init; }

    /// <summary>Why nobody can take it; null: nothing is known against it.</summary>
    public string? Problem { get; init; }

    /// <summary>How it is handed over.</summary>
    public required HandoverPolicy Policy { get; init; }

    /// <summary>Id of the request or event that it is about; makes the trace header of a message that has none.</summary>
    public required string RequestId { get; init; }

    /// <summary>Whose request led to it, with the calls that led to that.</summary>
    public Sender By { get; init; } = Sender.Client;

    /// <summary>What is told beside the body.</summary>
    public IReadOnlyList<DeliveryAttribute> Attributes { get; init; } = [];

    /// <summary>What it is to an event bus, whose event's <c>detail</c> is the body; null: nobody says.</summary>
    public DeliveredEvent? Event { get; init; }

    /// <summary>Subject at a topic.</summary>
    public string? Subject { get; init; }

    /// <summary>Message group at a queue or topic.</summary>
    public string? GroupId { get; init; }

    /// <summary>Deduplication id at a FIFO queue or topic.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>Who asks a function, such as <c>sns.amazonaws.com</c>.</summary>
    public string? Principal { get; init; }

    /// <summary>ARN of the resource on whose behalf a function is asked.</summary>
    public string? Source { get; init; }

    /// <summary>ARN of the queue for what cannot be handed over; null: it is dropped.</summary>
    public string? DeadLetters { get; init; }

    /// <summary>What that queue gets; null: body and attributes as they are.</summary>
    public Func<HandoverFailure, (ReadOnlyMemory<byte> Body, IReadOnlyList<DeliveryAttribute> Attributes)>? DeadLetter { get; init; }

    /// <summary>Told how it ended: null where it was handed over.</summary>
    public Action<HandoverFailure?>? Ended { get; init; }
}
