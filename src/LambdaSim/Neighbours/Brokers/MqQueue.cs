using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Brokers;

/// <summary>The engine of a broker of Amazon MQ.</summary>
public enum MqEngine
{
    /// <summary>Apache ActiveMQ.</summary>
    ActiveMq,

    /// <summary>RabbitMQ.</summary>
    RabbitMq,
}

/// <summary>A queue of a broker of Amazon MQ in memory (rules AMQ-*), which functions read by event source mappings.</summary>
public sealed class MqQueue : IShardedStream
{
    // Batches of a queue at a time, as AWS reads ActiveMQ and RabbitMQ.
    private const int OfActiveMq = 5, OfRabbitMq = 1;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly INeighbourHost _host;
    private readonly JsonShard _messages;

    internal MqQueue(INeighbourHost host, MqQueuePlan plan, Arn broker)
    {
        (_host, Plan, Broker) = (host, plan, broker);
        _messages = new JsonShard(plan.Name, () => host.Now, null, EnvelopeOf());
    }

    /// <summary>Its name.</summary>
    public string Name => Plan.Name;

    /// <summary>The engine of its broker.</summary>
    public MqEngine Engine => Plan.Engine;

    /// <summary>The virtual host of RabbitMQ.</summary>
    public string VirtualHost => Plan.VirtualHost;

    /// <summary>The ARN of its broker.</summary>
    public string BrokerArn => Broker.ToString();

    /// <summary>Messages that no mapping is done with.</summary>
    public long Waiting => _messages.Next - (_messages.Committed(Readers) ?? 0);

    /// <summary>Sends a text.</summary>
    /// <param name="text">The message.</param>
    /// <param name="properties">Properties of ActiveMQ, headers of RabbitMQ.</param>
    /// <example>
    /// <code>
    /// var orders = simulation.MqQueue("orders");
    /// import.On(orders);
    /// orders.Send("march.csv");
    /// </code>
    /// </example>
    public void Send(string text, IReadOnlyList<KeyValuePair<string, string>>? properties = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Put(Encoding.UTF8.GetBytes(text), isText: true, properties ?? []);
    }

    /// <summary>Sends bytes.</summary>
    /// <param name="data">The message.</param>
    /// <param name="properties">Properties of ActiveMQ, headers of RabbitMQ.</param>
    public void Send(byte[] data, IReadOnlyList<KeyValuePair<string, string>>? properties = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        Put([.. data], isText: false, properties ?? []);
    }

    /// <summary>Name and broker.</summary>
    public override string ToString() => $"queue {Name} of {Broker}";

    /// <summary>Under which name mappings keep their common place (rule AMQ-RETRY).</summary>
    internal const string Readers = "readers";

    internal MqQueuePlan Plan { get; }

    internal Arn Broker { get; }

    internal bool IsShared => _messages.Watchers > 1;

    Arn IResource.Arn => MqBook.OfQueue(Broker, Name, VirtualHost);

    string IResource.Kind => "queue of a broker";

    ShardedStreamKind IShardedStream.StreamKind => ShardedStreamKind.Broker;

    IReadOnlyList<IShard> IShardedStream.Shards => [_messages];

    bool IShardedStream.IsDeleted => false;

    int? IShardedStream.Lanes => Engine == MqEngine.ActiveMq ? OfActiveMq : OfRabbitMq;

    void IShardedStream.Watch(Action changed)
    {
    }

    void IShardedStream.Unwatch(Action changed)
    {
    }

    private void Put(byte[] data, bool isText, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            if (Engine == MqEngine.ActiveMq)
            {
                OfActive(json, data, isText, properties);
            }
            else
            {
                OfRabbit(json, data, isText, properties);
            }

            json.WriteEndObject();
        }

        _messages.Add(0, buffer.WrittenSpan.ToArray(), new RecordPayload(null, data));
    }

    // Rule AMQ-EVENT.
    private EventEnvelope EnvelopeOf()
    {
        var before = new ArrayBufferWriter<byte>();
        var json = new JsonBytes(before);
        json.Raw(Engine == MqEngine.ActiveMq ? "{\"eventSource\":\"aws:mq\",\"eventSourceArn\":"u8 : "{\"eventSource\":\"aws:rmq\",\"eventSourceArn\":"u8);
        json.Quoted(Broker.ToString());
        if (Engine == MqEngine.ActiveMq)
        {
            json.Raw(",\"messages\":["u8);
            return new EventEnvelope(before.WrittenMemory, "]}"u8.ToArray());
        }

        json.Raw(",\"rmqMessagesByQueue\":{"u8);
        json.Quoted($"{Name}::{VirtualHost}");
        json.Raw(":["u8);
        return new EventEnvelope(before.WrittenMemory, "]}}"u8.ToArray());
    }

    private void OfActive(Utf8JsonWriter json, byte[] data, bool isText, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        var now = _host.Now.ToUnixTimeMilliseconds();
        json.WriteString("messageID"u8, Text.Invariant($"ID:{DeterministicGuid.At(Draw.Stream(_host.Seed, Purpose.BrokerMessage, StableHash.Of(BrokerArn + "/" + Name)), (ulong)_messages.Next):D}-1:1:1:{_messages.Next + 1}"));
        json.WriteString("messageType"u8, isText ? "jms/text-message"u8 : "jms/bytes-message"u8);
        json.WriteNumber("timestamp"u8, now);
        json.WriteNumber("deliveryMode"u8, 1);
        json.WriteNull("correlationID"u8);
        json.WriteNull("replyTo"u8);
        json.WriteStartObject("destination"u8);
        json.WriteString("physicalName"u8, Name);
        json.WriteEndObject();
        json.WriteBoolean("redelivered"u8, false);
        json.WriteNull("type"u8);
        json.WriteNumber("expiration"u8, 0);
        json.WriteNumber("priority"u8, 4);
        json.WriteBase64String("data"u8, data);
        json.WriteNumber("brokerInTime"u8, now);
        json.WriteNumber("brokerOutTime"u8, now);
        Properties(json, "properties", properties);
    }

    private static void OfRabbit(Utf8JsonWriter json, byte[] data, bool isText, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        json.WriteStartObject("basicProperties"u8);
        json.WriteString("contentType"u8, isText ? "text/plain"u8 : "application/octet-stream"u8);
        json.WriteNull("contentEncoding"u8);
        Properties(json, "headers", headers);
        json.WriteNumber("deliveryMode"u8, 1);
        json.WriteNumber("priority"u8, 0);
        foreach (var absent in new[] { "correlationId", "replyTo", "expiration", "messageId", "timestamp", "type", "userId", "appId", "clusterId" })
        {
            json.WriteNull(absent);
        }

        json.WriteNumber("bodySize"u8, data.Length);
        json.WriteEndObject();
        json.WriteBoolean("redelivered"u8, false);
        json.WriteBase64String("data"u8, data);
    }

    private static void Properties(Utf8JsonWriter json, string member, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        json.WriteStartObject(member);
        foreach (var (name, value) in properties)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
