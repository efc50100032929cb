namespace LambdaSim.Neighbours.Topics;

/// <summary>A message to be published, as a client words it.</summary>
internal sealed record PublishRequest(string? Message)
{
    public string? Subject { get; init; }

    /// <summary><c>json</c>: the message holds one for each protocol.</summary>
    public string? Structure { get; init; }

    public IReadOnlyDictionary<string, GivenAttribute> Attributes { get; init; } = new Dictionary<string, GivenAttribute>(StringComparer.Ordinal);

    public string? Group { get; init; }

    public string? DeduplicationId { get; init; }

    /// <summary>Who publishes it, with the calls that led to it and the trace header of the request.</summary>
    public Sender By { get; init; } = Sender.Client;
}

/// <summary>An attribute of a message as a request has it, before anything is checked.</summary>
/// <param name="DataType">Null: it is not there.</param>
/// <param name="StringValue">Null: it is not there.</param>
/// <param name="BinaryValue">Base64; null: it is not there.</param>
internal readonly record struct GivenAttribute(string? DataType, string? StringValue, string? BinaryValue)
{
    public static GivenAttribute Of(MessageAttribute attribute) => attribute.IsBinary ? new(attribute.DataType, null, attribute.Value) : new(attribute.DataType, attribute.Value, null);
}

/// <summary>What a publisher is told.</summary>
/// <param name="MessageId">A UUID.</param>
/// <param name="SequenceNumber">Of a FIFO topic's message.</param>
internal sealed record Published(string MessageId, string? SequenceNumber);
