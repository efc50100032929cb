using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>Queues in a configuration file, and the names by which functions send to them.</summary>
internal static class ConfigQueues
{
    private static readonly ConfigSection<QueueRedrive> Redrive = new(
        "redrive",
        ["deadLetterQueue", "maxReceiveCount"],
        ("deadLetterQueue", static (r, node) => r with { DeadLetterQueue = node.String("the name of a queue") }),
        ("maxReceiveCount", static (r, node) => r with { MaxReceiveCount = node.Int() }));

    private static readonly ConfigSection<QueueConfig> Queue = new(
        "queue",
        [],
        ("visibilityTimeout", static (q, node) => q with { VisibilityTimeout = ConfigValues.Duration(node) }),
        ("delay", static (q, node) => q with { Delay = ConfigValues.Duration(node) }),
        ("retention", static (q, node) => q with { Retention = ConfigValues.Duration(node) }),
        ("receiveWait", static (q, node) => q with { ReceiveWait = ConfigValues.Duration(node) }),
        ("contentBasedDeduplication", static (q, node) => q with { ContentBasedDeduplication = node.Bool() }),
        ("deduplicationScope", static (q, node) => q with { DeduplicationScope = Scope(node) }),
        ("maximumMessageSize", static (q, node) => q with { MaximumMessageSize = node.Int("a number of bytes") }),
        ("redrive", static (q, node) => q with { Redrive = Redrive.Read(node, new QueueRedrive("", 1)) }));

    public static IReadOnlyList<ConfigSection> Sections { get; } = [Queue, Redrive];

    /// <summary>A queue's name, <c>function NAME</c>, or an ARN.</summary>
    public static Destination Target(ConfigNode node)
    {
        const string what = "the name of a queue, or \"function NAME\"";
        var text = node.String(what);
        return text.AsSpan().Trim() is "" or "function" ? throw node.Expected(what) : Destination.Parse(text);
    }

    public static SortedDictionary<string, QueueConfig> Read(ConfigNode node)
    {
        if (node.Kind != ConfigKind.Map)
        {
            throw node.Expected("an object with one entry a queue");
        }

        var queues = new SortedDictionary<string, QueueConfig>(StringComparer.Ordinal);
        foreach (var (name, _, value) in node.Members)
        {
            // A queue of which nothing is written but its name has AWS's defaults.
            queues.Add(name, value.Kind == ConfigKind.Null ? new QueueConfig() : Queue.Read(value, new QueueConfig()));
        }

        return queues;
    }

    /// <summary>Each value at its own line; the account's quotas may follow the queues in the file.</summary>
    public static void Check(ConfigNode root, SimulationConfig config)
    {
        foreach (var (name, _, value) in root.Members.Find(static m => m.Key == "queues").Value?.Members ?? [])
        {
            try
            {
                QueueConfig.CheckName(name);
            }
            catch (SimulationConfigException e)
            {
                throw value.Error(e.Message, e);
            }

            if (value.Kind != ConfigKind.Null)
            {
                Queue.Read(value, new QueueConfig(), q => q.Validate(name, config.Account.Quotas.MaxMessageBytes));
            }
        }
    }

    /// <summary>Nothing where there are none: the form of a world without queues stays what it is.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, QueueConfig> queues)
    {
        if (queues.Count == 0)
        {
            return;
        }

        json.WriteStartObject("queues");
        foreach (var (name, queue) in queues.OrderBy(static q => q.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            if (queue.ContentBasedDeduplication is { } content)
            {
                json.WriteBoolean("contentBasedDeduplication", content);
            }

            if (queue.DeduplicationScope is { } scope)
            {
                json.WriteString("deduplicationScope", QueueConfig.Written(scope));
            }

            Length(json, "delay", queue.Delay);
            if (queue.MaximumMessageSize is { } size)
            {
                json.WriteNumber("maximumMessageSize", size);
            }

            if (queue.Redrive is { } redrive)
            {
                json.WriteStartObject("redrive");
                json.WriteString("deadLetterQueue", redrive.DeadLetterQueue);
                json.WriteNumber("maxReceiveCount", redrive.MaxReceiveCount);
                json.WriteEndObject();
            }

            Length(json, "receiveWait", queue.ReceiveWait);
            Length(json, "retention", queue.Retention);
            Length(json, "visibilityTimeout", queue.VisibilityTimeout);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static DeduplicationScope Scope(ConfigNode node)
    {
        const string what = "\"queue\" or \"messageGroup\"";
        var text = node.String(what);
        return Array.Find([DeduplicationScope.Queue, DeduplicationScope.MessageGroup], s => QueueConfig.Written(s) == text) is var scope && QueueConfig.Written(scope) == text ? scope : throw node.Expected(what);
    }

    private static void Length(Utf8JsonWriter json, string key, TimeLength? value)
    {
        if (value is { } time)
        {
            json.WriteString(key, UnitText.Of(time));
        }
    }
}
