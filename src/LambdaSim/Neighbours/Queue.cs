using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours;

/// <summary>A standard queue, as far as functions send to it: dead-letter queue or destination. It keeps what it got, in order.</summary>
public sealed class Queue : IDestinationTarget
{
    /// <summary>The most a message may have, body and attributes together, in bytes (rule ASY-QUEUE).</summary>
    public const int MaxMessageBytes = 1_048_576;

    private const int MaxNameLength = 80;

    private static readonly JsonSerializerOptions _json = new() { PropertyNameCaseInsensitive = true };

    private readonly List<QueueMessage> _messages = [];

    internal Queue(string name, string region, string account)
    {
        Name = name;
        Arn = $"arn:aws:sqs:{region}:{account}:{name}";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its ARN.</summary>
    public string Arn { get; }

    /// <summary>What it got, in order.</summary>
    public IReadOnlyList<QueueMessage> Messages => _messages;

    /// <summary>The bodies as values.</summary>
    /// <exception cref="JsonException">A body is not of this type.</exception>
    [RequiresUnreferencedCode("Deserialises by reflection; use the overload with a JsonTypeInfo.")]
    [RequiresDynamicCode("Deserialises by reflection; use the overload with a JsonTypeInfo.")]
    public IReadOnlyList<T?> Bodies<T>() => [.. _messages.Select(m => JsonSerializer.Deserialize<T>(m.Body, _json))];

    /// <summary>The bodies as values.</summary>
    /// <exception cref="JsonException">A body is not of this type.</exception>
    public IReadOnlyList<T?> Bodies<T>(JsonTypeInfo<T> type) => [.. _messages.Select(m => JsonSerializer.Deserialize(m.Body, type))];

    /// <inheritdoc/>
    public override string ToString() => Text.Invariant($"{Name}: {_messages.Count} messages");

    /// <summary>Takes a message, unless it is too large.</summary>
    internal bool Send(QueueMessage message)
    {
        var size = Encoding.UTF8.GetByteCount(message.Body)
            + message.Attributes.Sum(a => Encoding.UTF8.GetByteCount(a.Key) + Encoding.UTF8.GetByteCount(a.Value.DataType) + Encoding.UTF8.GetByteCount(a.Value.Value));
        if (size > MaxMessageBytes)
        {
            return false;
        }

        _messages.Add(message);
        return true;
    }

    internal static void RequireName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Length > MaxNameLength || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new InvalidParameterValueException($"queue '{name}': Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }
}

/// <summary>A message of a queue.</summary>
/// <param name="Body">Its text.</param>
/// <param name="Attributes">Its attributes, in ordinal order of their names.</param>
/// <param name="SentAt">Virtual time at which it came.</param>
public sealed record QueueMessage(string Body, IReadOnlyDictionary<string, MessageAttribute> Attributes, Instant SentAt);

/// <summary>An attribute of a message.</summary>
/// <param name="DataType"><c>String</c> or <c>Number</c>.</param>
/// <param name="Value">Its value as text.</param>
public sealed record MessageAttribute(string DataType, string Value);
