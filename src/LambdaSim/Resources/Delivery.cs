using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Resources;

/// <summary>What Lambda, or another service, sends on by itself: an async invocation to a dead-letter queue, a record of one to a destination, a notification to a queue.</summary>
/// <param name="Body">UTF-8.</param>
/// <param name="SentAt">Virtual time.</param>
/// <param name="RequestId">Of the async invocation or the request that it is about.</param>
/// <param name="Origin">The invocation that it comes from; null: another service sends it.</param>
/// <param name="Chain">The calls that led to it: what it leads to is one more.</param>
internal sealed record Delivery(ReadOnlyMemory<byte> Body, Instant SentAt, string RequestId, CallOrigin? Origin, CallChain Chain)
{
    /// <summary>The X-Amzn-Trace-Id that it travels under; null: the sink makes one of the request id.</summary>
    public string? Trace { get; init; }

    /// <summary>Message group at a FIFO queue or topic, tenant at a standard queue; null: none.</summary>
    public string? GroupId { get; init; }

    /// <summary>Deduplication id at a FIFO queue or topic; null: none was given.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>Where the sink notes what the delivery became; null: nobody asks.</summary>
    public DeliveryReceipt? Receipt { get; init; }

    /// <summary>What it is to an event bus, whose event's <c>detail</c> is the body; null: nobody says, the bus takes it as an event of its sender.</summary>
    public DeliveredEvent? Event { get; init; }

    /// <summary>The key under which a bucket keeps it; null: nobody says.</summary>
    public string? Key { get; init; }

    /// <summary>Subject at a topic; null: none.</summary>
    public string? Subject { get; init; }

    /// <summary>What is told beside the body, in ordinal order of names; a sink that has no place for it leaves it out.</summary>
    public IReadOnlyList<DeliveryAttribute> Attributes { get; init; } = [];
}

/// <summary>What a delivery became where it arrived.</summary>
internal sealed class DeliveryReceipt
{
    /// <summary>Number of the message that it became in a queue, or <see cref="Events.SimEvent.None"/>.</summary>
    public int Message { get; set; } = Events.SimEvent.None;

    /// <summary>Why it was refused, in words; null: it was not, or the sink does not say.</summary>
    public string? Refusal { get; set; }
}

/// <summary>What an event bus is told of an event beside its detail.</summary>
/// <param name="Source">Such as <c>lambda</c>.</param>
/// <param name="DetailType">In words.</param>
/// <param name="Resources">ARNs of what it is about.</param>
internal sealed record DeliveredEvent(string Source, string DetailType, IReadOnlyList<string> Resources);

/// <summary>A named value beside a delivery's body.</summary>
/// <param name="Name">Such as <c>ErrorCode</c>.</param>
/// <param name="Type"><c>String</c> or <c>Number</c>.</param>
/// <param name="Value">As text.</param>
internal readonly record struct DeliveryAttribute(string Name, string Type, string Value);

/// <summary>Where something comes from that Lambda itself sends.</summary>
/// <param name="Function">Index of the function version whose invocation it is about.</param>
/// <param name="Invocation">Number of that invocation.</param>
/// <param name="Cause">What it is to that.</param>
internal sealed record CallOrigin(int Function, int Invocation, DeliveryCause Cause);
