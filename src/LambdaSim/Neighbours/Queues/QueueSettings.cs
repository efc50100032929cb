using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>The attributes of a queue that can be set; a change makes another (rule SQS-ATTRIBUTES).</summary>
internal sealed class QueueSettings
{
    private const string MessageSize = "MaximumMessageSize", Fifo = "FifoQueue", Content = "ContentBasedDeduplication", Scope = "DeduplicationScope", Throughput = "FifoThroughputLimit";

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
        ["KmsDataKeyReusePeriodSeconds"] = "messages are not encrypted",
        ["KmsMasterKeyId"] = "messages are not encrypted",
        ["Policy"] = "whoever asks, may",
        ["SqsManagedSseEnabled"] = "messages are not encrypted",
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
        Redrive = values.TryGetValue("RedrivePolicy", out var redrive) ? RedrivePolicy.Read(redrive) : null;
        RedriveAllow = values.TryGetValue("RedriveAllowPolicy", out var allow) ? RedriveAllowPolicy.Read(allow) : RedriveAllowPolicy.Everybody;
    }

    /// <summary>AWS's defaults, with messages of at most so many bytes.</summary>
    public static QueueSettings Defaults(int maxMessage) => new(
        new SortedDictionary<string, string>(_numbers.ToDictionary(n => n.Key, n => n.Value.Default, StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [MessageSize] = Configuration.Text.Of(maxMessage),
            ["SqsManagedSseEnabled"] = "true",
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

    public bool IsFifo => _values.ContainsKey(Fifo);

    public bool DeduplicatesByContent => _values.GetValueOrDefault(Content) == "true";

    public bool DeduplicatesByGroup => _values.GetValueOrDefault(Scope) == "messageGroup";

    public int MaximumMessageSize => Number(MessageSize);

    public Duration Delay => Duration.FromSeconds(Number("DelaySeconds"));

    public Duration Visibility => Duration.FromSeconds(Number("VisibilityTimeout"));

    public Duration Retention => Duration.FromSeconds(Number("MessageRetentionPeriod"));

    public Duration ReceiveWait => Duration.FromSeconds(Number("ReceiveMessageWaitTimeSeconds"));

    public static bool IsSettable(string name) => name == MessageSize || _numbers.ContainsKey(name) || _kept.ContainsKey(name) || name is "RedrivePolicy" or "RedriveAllowPolicy" or Fifo or Content or Scope;

    /// <summary>What a setting would do and does not, if so.</summary>
    public static string? Note(string name) => _kept.TryGetValue(name, out var why) ? $"{name}: {why}" : null;

    public QueueSettings With(IReadOnlyDictionary<string, string> changes, bool isCreation = false)
    {
        var values = new SortedDictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var (name, value) in changes.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            Check(name, value, isCreation);
            if (value.Length > 0)
            {
                values[name] = value;
            }
            else
            {
                values.Remove(name);
            }
        }

        AddFifoDefaults(values, changes);
        return new QueueSettings(values, _maxMessage);
    }

    /// <summary>The first attribute that has another value than the one wanted; null: none.</summary>
    public string? FirstDifference(IReadOnlyDictionary<string, string> wanted) =>
        wanted.OrderBy(w => w.Key, StringComparer.Ordinal).FirstOrDefault(w => !_values.GetValueOrDefault(w.Key, "").Equals(w.Value, StringComparison.Ordinal)).Key;

    /// <summary>A JSON object, or null.</summary>
    public static JsonDocument? Object(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        return JsonText.ProblemOf(utf8, MaxDepth, MaxValues) is null && JsonText.IsObject(utf8) ? JsonDocument.Parse(utf8) : null;
    }

    private void Check(string name, string value, bool isCreation)
    {
        var isBoolean = value is "true" or "false";
        var isGood = name switch
        {
            Fifo => isCreation && value == "true" ? true : throw QueueServiceException.InvalidAttributeName(Fifo),
            Content or "SqsManagedSseEnabled" => isBoolean,
            Scope => value is "queue" or "messageGroup",
            MessageSize => IsNumber(value, QueueRanges.MinMessageBytes, _maxMessage),
            Throughput => value is "perQueue" or "perMessageGroupId",
            "KmsDataKeyReusePeriodSeconds" => IsNumber(value, 60, 86_400),
            "KmsMasterKeyId" or "RedrivePolicy" or "RedriveAllowPolicy" => true,
            "Policy" => value.Length == 0 || IsObject(value),
            _ => _numbers.TryGetValue(name, out var range) ? IsNumber(value, range.Min, range.Max) : throw QueueServiceException.InvalidAttributeName(name),
        };
        if (!isGood)
        {
            throw QueueServiceException.InvalidAttributeValue(name);
        }
    }

    private static void AddFifoDefaults(SortedDictionary<string, string> values, IReadOnlyDictionary<string, string> changes)
    {
        if (values.ContainsKey(Fifo))
        {
            values.TryAdd(Content, "false");
            values.TryAdd(Scope, "queue");
            values.TryAdd(Throughput, "perQueue");
            if (values[Throughput] == "perMessageGroupId" && values[Scope] != "messageGroup")
            {
                throw QueueServiceException.InvalidAttributeValue(Throughput);
            }
        }
        else if (changes.Keys.FirstOrDefault(static k => k is Content or Scope or Throughput) is { } name)
        {
            throw QueueServiceException.InvalidAttributeName(name);
        }
    }

    private static bool IsObject(string value)
    {
        using var document = Object(value);
        return document is not null;
    }

    private static bool IsNumber(string value, long min, long max) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max;

    private int Number(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);
}
