using NodaTime;

namespace LambdaSim.Neighbours;

/// <summary>A message of a queue.</summary>
/// <param name="Body">Its text.</param>
/// <param name="Attributes">Its attributes, in ordinal order of their names.</param>
/// <param name="SentAt">Virtual time at which it came.</param>
public sealed record QueueMessage(string Body, IReadOnlyDictionary<string, MessageAttribute> Attributes, Instant SentAt);

/// <summary>An attribute of a message.</summary>
/// <param name="DataType"><c>String</c>, <c>Number</c> or <c>Binary</c>, and a dot with more if the sender likes.</param>
/// <param name="Value">Its value as text; bytes as base64.</param>
public sealed record MessageAttribute(string DataType, string Value)
{
    internal const string BinaryType = "Binary";

    internal bool IsBinary => DataType == BinaryType || DataType.StartsWith(BinaryType + ".", StringComparison.Ordinal);
}
