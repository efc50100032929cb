using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>A queue: functions send to it as dead-letter queue or destination, clients send to it and receive from it.</summary>
public sealed partial class Queue : IDestinationTarget
{
    /// <summary>The most a message may have today, body and attributes together, in bytes; the quotas of earlier years have less (rule ASY-QUEUE).</summary>
    public const int MaxMessageBytes = 1_048_576;

    internal const int MaxVisibilitySeconds = QueueRanges.MaxVisibilitySeconds;

    private const int MaxNameLength = QueueRanges.MaxNameLength;
    private const string FifoSuffix = QueueRanges.FifoSuffix;

    private readonly List<QueueMessage> _messages = [];
    private readonly Arn _arn;
    private readonly QueueService _service;
    private readonly ulong _receiptStream;

    internal Queue(string name, QueueService service, QueueSettings settings, int number)
    {
        Name = name;
        _arn = service.ArnOf(name);
        Arn = _arn.ToString();
        _service = service;
        _receiptStream = Draw.Stream(service.Host.Seed, Purpose.ReceiptHandle, StableHash.Of(Text.Invariant($"{Arn}/{number}")));
        Settings = settings;
        CreatedAt = ModifiedAt = service.Host.Now;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its ARN.</summary>
    public string Arn { get; }

    /// <summary>What it got, in order, received and deleted or not.</summary>
    /// <remarks>The queue's own state. The event log names the same messages by their numbers and has no bodies: <see cref="Simulation.Ledger"/> tells what became of each.</remarks>
    public IReadOnlyList<QueueMessage> Messages => _service.Host.KeepsHistory ? _messages : [.. _all.Messages().Select(static m => m.Sent)];

    internal QueueService Service => _service;

    internal QueueSettings Settings { get; private set; }

    internal SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    internal Instant CreatedAt { get; }

    internal Instant ModifiedAt { get; private set; }

    internal bool IsDeleted { get; private set; }

    internal bool IsFifo => Settings.IsFifo;

    /// <summary>The bodies as values.</summary>
    /// <exception cref="JsonException">A body is not of this type.</exception>
    [RequiresUnreferencedCode("Deserialises by reflection; use the overload with a JsonTypeInfo.")]
    [RequiresDynamicCode("Deserialises by reflection; use the overload with a JsonTypeInfo.")]
    public IReadOnlyList<T?> Bodies<T>() => JsonShape.Read(BodyJson.Options.GetTypeInfo(typeof(T))).Loss is { } loss
        ? throw new NotSupportedException($"no JSON becomes {TypeNames.Of(typeof(T))}: {loss}")
        : [.. Messages.Select(m => JsonSerializer.Deserialize<T>(m.Body, BodyJson.Options))];

    /// <summary>The bodies as values.</summary>
    /// <exception cref="JsonException">A body is not of this type.</exception>
    public IReadOnlyList<T?> Bodies<T>(JsonTypeInfo<T> type) => [.. Messages.Select(m => JsonSerializer.Deserialize(m.Body, type))];

    /// <inheritdoc/>
    public override string ToString() => Text.Invariant($"{Name}: {Messages.Count} messages");

    /// <summary>Changes attributes; a bad one changes nothing.</summary>
    internal void Set(IReadOnlyDictionary<string, string> attributes)
    {
        var settings = Settings.With(attributes);
        _service.CheckRedrive(this, Arn, settings);
        _service.NoteSettings(Name, attributes.Keys);
        Settings = settings;
        _index = SimEvent.None;
        ModifiedAt = _service.Host.Now;
        Pulse();
    }

    /// <summary>Its end: who waits for a message gets none.</summary>
    internal void Close()
    {
        Clear(MessageFate.QueueDeleted);
        IsDeleted = true;
        Release();
        ArmPollers();
    }

    internal static void RequireName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Length > MaxNameLength || !IsName(QueueConfig.IsFifo(name) ? name[..^FifoSuffix.Length] : name))
        {
            throw new InvalidParameterValueException($"queue '{name}': Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    /// <summary>Names as SQS takes them from its clients (rule SQS-NAME).</summary>
    internal static void CheckName(string? name, bool isFifo)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw QueueServiceException.MissingParameter("QueueName");
        }

        if (isFifo && !(name.Length <= MaxNameLength && name.EndsWith(FifoSuffix, StringComparison.Ordinal) && IsName(name[..^FifoSuffix.Length])))
        {
            throw QueueServiceException.InvalidParameter("The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.");
        }

        if (!isFifo && !IsName(name))
        {
            throw QueueServiceException.InvalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

/// <summary>How bodies are read: by reflection, names in any case.</summary>
[RequiresUnreferencedCode("Reads by reflection.")]
[RequiresDynamicCode("Reads by reflection.")]
internal static class BodyJson
{
    public static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
}
