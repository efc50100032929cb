using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Resources;

/// <summary>What Lambda sends on: an event to a dead-letter queue, a record of one to a destination.</summary>
/// <param name="Body">UTF-8.</param>
/// <param name="SentAt">Virtual time.</param>
/// <param name="RequestId">Of the event that it is about.</param>
/// <param name="Origin">What it comes from.</param>
/// <param name="Chain">The calls that led to it: what it leads to is one more.</param>
internal sealed record Delivery(ReadOnlyMemory<byte> Body, Instant SentAt, string RequestId, CallOrigin Origin, CallChain Chain)
{
    /// <summary>What is told beside the body, in ordinal order of names; a sink that has no place for it leaves it out.</summary>
    public IReadOnlyList<DeliveryAttribute> Attributes { get; init; } = [];
}

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
