using System.Globalization;
using NodaTime;

namespace LambdaSim.Neighbours;

/// <summary>A message of a queue.</summary>
/// <param name="Body">Its text.</param>
/// <param name="Attributes">Its attributes, in ordinal order of their names.</param>
/// <param name="SentAt">Virtual time at which it came.</param>
public sealed record QueueMessage(string Body, IReadOnlyDictionary<string, MessageAttribute> Attributes, Instant SentAt)
{
    /// <summary>Its text, its attributes and when it came.</summary>
    public override string ToString() =>
        $"{Body}{string.Concat(Attributes.Select(a => $", {a.Key} {a.Value}"))}, sent {SentAt.ToString("uuuu-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)}";
}

/// <summary>An attribute of a message.</summary>
/// <param name="DataType"><c>String</c>, <c>Number</c> or <c>Binary</c>, and a dot with more if the sender likes.</param>
/// <param name="Value">Its value as text; bytes as base64.</param>
public sealed record MessageAttribute(string DataType, string Value)
{
    internal const string BinaryType = "Binary";

    /// <summary>Type and value.</summary>
    public override string ToString() => $"({DataType}) {Value}";

    internal bool IsBinary => DataType == BinaryType || DataType.StartsWith(BinaryType + ".", StringComparison.Ordinal);
}
