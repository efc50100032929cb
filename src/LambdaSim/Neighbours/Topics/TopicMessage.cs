using System.Globalization;
using NodaTime;

namespace LambdaSim.Neighbours.Topics;

/// <summary>A message that was published to a topic.</summary>
/// <param name="MessageId">A UUID, which every notification of it carries.</param>
/// <param name="Message">Its text; with the structure <c>json</c> the document.</param>
/// <param name="PublishedAt">Virtual time.</param>
public sealed record TopicMessage(string MessageId, string Message, Instant PublishedAt)
{
    /// <summary>Its subject; null: it has none.</summary>
    public string? Subject { get; init; }

    /// <summary>Its attributes, in ordinal order of their names.</summary>
    public IReadOnlyDictionary<string, MessageAttribute> Attributes { get; init; } = MessageAttributes.None;

    /// <summary>Its message group; null: it has none.</summary>
    public string? Group { get; init; }

    /// <summary>Of a FIFO topic's message: growing, with gaps.</summary>
    public string? SequenceNumber { get; init; }

    internal string? DeduplicationId { get; init; }

    /// <summary>What it says to each protocol.</summary>
    internal MessageStructure Said { get; init; } = MessageStructure.Of(Message, null);

    /// <summary>Its text and when it was published.</summary>
    public override string ToString() => $"{Message}, published {PublishedAt.ToString("uuuu-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)}";
}
