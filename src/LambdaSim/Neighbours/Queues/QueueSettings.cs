using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>The attributes of a queue that can be set; a change makes another (rule SQS-ATTRIBUTES).</summary>
internal sealed class QueueSettings
{
    public const string Policy = "Policy", Redriving = "RedrivePolicy", RedriveAllowing = "RedriveAllowPolicy";

    private const string MessageSize = "MaximumMessageSize", Fifo = "FifoQueue", Content = "ContentBasedDeduplication", Scope = "DeduplicationScope", Throughput = "FifoThroughputLimit";
    private const string Key = "KmsMasterKeyId", KeyReuse = "KmsDataKeyReusePeriodSeconds", Managed = "SqsManagedSseEnabled";
    private const string True = "true", False = "false";

    private static readonly SortedDictionary<string, (string Default, long Min, long Max)> _numbers = new(StringComparer.Ordinal)
    {
        ["DelaySeconds"] = ("0", 0, QueueRanges.MaxDelaySeconds),
        ["MessageRetentionPeriod"] = ("345600", QueueRanges.MinRetentionSeconds, QueueRanges.MaxRetentionSeconds),
        ["ReceiveMessageWaitTimeSeconds"] = ("0", 0, 20),
        ["VisibilityTimeout"] = ("30", 0, QueueRanges.MaxVisibilitySeconds),
    };

    // Kept and shown; what they would do is not simulated.
    private static readonly SortedDictionary<string, string> _kept = new(StringComparer.Ordinal)
    {
        [KeyReuse] = "messages are not encrypted",
        [Key] = "messages are not encrypted",
        [Policy] = "whoever asks, may",
        [Managed] = "messages are not encrypted",
        [Throughput] = "rates of queues have no limit",
    };

    private const int MaxDepth = 64;

    // A policy of the largest size that SQS takes has fewer.
    private const int MaxValues = 100_000;

    private readonly SortedDictionary<string, string> _values;
    private readonly int _maxMessage;

    private QueueSettings(SortedDictionary<string, string> values, int maxMessage)
    {
        (_values, _maxMessage) = (values, maxMessage);
        if (values.TryGetValue(Redriving, out var redrive))
        {
            Redrive = RedrivePolicy.Read(redrive);
            values[Redriving] = Redrive.Json;
        }

        RedriveAllow = values.TryGetValue(RedriveAllowing, out var allow) ? RedriveAllowPolicy.Read(allow) : RedriveAllowPolicy.Everybody;
        IsFifo = values.ContainsKey(Fifo);
        DeduplicatesByContent = values.GetValueOrDefault(Content) == True;
        DeduplicatesByGroup = values.GetValueOrDefault(Scope) == "messageGroup";
        MaximumMessageSize = Number(MessageSize);
        Delay = Duration.FromSeconds(Number("DelaySeconds"));
        Visibility = Duration.FromSeconds(Number("VisibilityTimeout"));
        Retention = Duration.FromSeconds(Number("MessageRetentionPeriod"));
        ReceiveWait = Duration.FromSeconds(Number("ReceiveMessageWaitTimeSeconds"));
    }

    /// <summary>AWS's defaults, with messages of at most so many bytes.</summary>
    public static QueueSettings Defaults(int maxMessage) => new(
        new SortedDictionary<string, string>(_numbers.ToDictionary(n => n.Key, n => n.Value.Default, StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [MessageSize] = Configuration.Text.Of(maxMessage),
            [Managed] = True,
        },
        maxMessage);

    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Those that are not AWS's defaults.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changed
    {
        get
        {
            var defaults = Defaults(_maxMessage)._values;
            return [.. _values.Where(v => defaults.GetValueOrDefault(v.Key) != v.Value)];
        }
    }

    public RedrivePolicy? Redrive { get; }

    public RedriveAllowPolicy RedriveAllow { get; }

    public bool IsFifo { get; }

    public bool DeduplicatesByContent { get; }

    public bool DeduplicatesByGroup { get; }

    public int MaximumMessageSize { get; }

    public Duration Delay { get; }

    public Duration Visibility { get; }

    public Duration Retention { get; }

    public Duration ReceiveWait { get; }

    public static bool IsSettable(string name) => name == MessageSize || _numbers.ContainsKey(name) || _kept.ContainsKey(name) || name is Redriving or RedriveAllowing or Fifo or Content or Scope;

    /// <summary>What a setting would do and does not, if so.</summary>
    public static string? Note(string name) => _kept.TryGetValue(name, out var why) ? $"{name}: {why}" : null;

    public QueueSettings With(IReadOnlyDictionary<string, string> changes, bool isCreation = false)
    {
        var isFifo = IsFifo || (isCreation && BooleanOf(changes.GetValueOrDefault(Fifo)) == True);
        var values = new SortedDictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var (name, value) in changes.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            if (Stored(name, value, isFifo, isCreation) is { Length: > 0 } stored)
            {
                values[name] = stored;
            }
            else
            {
                values.Remove(name);
            }
        }

        AgreeOnFifo(values);
        AgreeOnEncryption(values, changes);
        return new QueueSettings(values, _maxMessage);
    }

    /// <summary>The first of the attributes named that has another value than the one wanted; null: none.</summary>
    public string? FirstDifference(QueueSettings wanted, IEnumerable<string> names) =>
        names.Order(StringComparer.Ordinal).FirstOrDefault(n => _values.GetValueOrDefault(n) != wanted._values.GetValueOrDefault(n));

    /// <summary>A JSON object, or null.</summary>
    public static JsonDocument? Object(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        return JsonText.ProblemOf(utf8, MaxDepth, MaxValues) is null && JsonText.IsObject(utf8) ? JsonDocument.Parse(utf8) : null;
    }

    // As it is kept and shown; empty: it goes.
    private string Stored(string name, string value, bool isFifo, bool isCreation) => name switch
    {
        Fifo => OfType(value, isFifo, isCreation),
        Content when !isFifo => throw QueueServiceException.InvalidAttributeName(name),
        Scope or Throughput when !isFifo => throw QueueServiceException.OnlyOfFifo(name),
        Content or Managed => BooleanOf(value) ?? throw QueueServiceException.InvalidAttributeValue(name),
        Scope => value is "queue" or "messageGroup" ? value : throw QueueServiceException.InvalidAttributeValue(name),
        Throughput => value is "perQueue" or "perMessageGroupId" ? value : throw QueueServiceException.InvalidAttributeValue(name),
        MessageSize => Within(name, value, QueueRanges.MinMessageBytes, _maxMessage),
        KeyReuse => Within(name, value, 60, 86_400),
        Key or Redriving or RedriveAllowing => value,
        Policy => value.Length == 0 || IsObject(value) ? value : throw QueueServiceException.InvalidAttributeValue(name),
        _ => _numbers.TryGetValue(name, out var range) ? Within(name, value, range.Min, range.Max) : throw QueueServiceException.InvalidAttributeName(name),
    };

    // The kind of a queue is settled when it is made (rule SQS-FIFO-TYPE).
    private static string OfType(string value, bool isFifo, bool isCreation) => BooleanOf(value) switch
    {
        True when isFifo => True,
        False when isFifo && !isCreation => throw QueueServiceException.InvalidAttributeValue(Fifo, "Modifying queue type is not supported."),
        null when isCreation => throw QueueServiceException.InvalidAttributeValue(Fifo),
        _ => throw QueueServiceException.InvalidAttributeName(Fifo),
    };

    private static void AgreeOnFifo(SortedDictionary<string, string> values)
    {
        if (values.ContainsKey(Fifo))
        {
            values.TryAdd(Content, False);
            values.TryAdd(Scope, "queue");
            values.TryAdd(Throughput, "perQueue");
            if (values[Throughput] == "perMessageGroupId" && values[Scope] != "messageGroup")
            {
                throw QueueServiceException.InvalidAttributeValue(Throughput, "perMessageGroupId is allowed only when DeduplicationScope is messageGroup.");
            }
        }
    }

    // A key of one's own and SQS's exclude each other; the period is the key's.
    private static void AgreeOnEncryption(SortedDictionary<string, string> values, IReadOnlyDictionary<string, string> changes)
    {
        var (setsKey, setsManaged) = (changes.GetValueOrDefault(Key) is { Length: > 0 }, BooleanOf(changes.GetValueOrDefault(Managed)) == True);
        if (setsKey && setsManaged)
        {
            throw QueueServiceException.InvalidAttributeValue(Managed, "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.");
        }

        if (setsManaged)
        {
            values.Remove(Key);
        }

        if (values.ContainsKey(Key))
        {
            values[Managed] = False;
            values.TryAdd(KeyReuse, "300");
        }
        else
        {
            values.Remove(KeyReuse);
        }
    }

    private static bool IsObject(string value)
    {
        using var document = Object(value);
        return document is not null;
    }

    // In any case, as AWS takes it.
    private static string? BooleanOf(string? value) =>
        value is null ? null : value.Equals(True, StringComparison.OrdinalIgnoreCase) ? True : value.Equals(False, StringComparison.OrdinalIgnoreCase) ? False : null;

    private static string Within(string name, string value, long min, long max) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? Configuration.Text.Of(number)
            : throw QueueServiceException.InvalidAttributeValue(name);

    private int Number(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);
}
