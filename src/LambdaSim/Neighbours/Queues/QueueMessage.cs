using System.Globalization;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

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
