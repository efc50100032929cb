using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Kafka;

/// <summary>A Kafka topic in memory, of an MSK cluster or of a cluster of the customer's own (rules KFK-*): partitions of records in order, which functions read by event source mappings.</summary>
public sealed class KafkaTopic : IShardedStream, ISink
{
    private const int MostPartitions = 10_000;
    private const int MostRecord = 1_048_588;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly KafkaBook _book;
    private readonly INeighbourHost _host;
    private readonly JsonShard[] _partitions;
    private int _next;

    internal KafkaTopic(KafkaBook book, INeighbourHost host, KafkaTopicPlan plan, Arn arn, string? clusterArn)
    {
        (_book, _host, Plan, Address, ClusterArn) = (book, host, plan, arn, clusterArn);
        Servers = string.Join(',', plan.Servers);
        _partitions = [.. Enumerable.Range(0, plan.Partitions).Select(i => new JsonShard(Configuration.Text.Invariant($"{plan.Name}-{i}"), () => host.Now, Retention, EnvelopeOf(i)))];
    }

    /// <summary>Its name.</summary>
    public string Name => Plan.Name;

    /// <summary>How many partitions it has.</summary>
    public int Partitions => _partitions.Length;

    /// <summary>The ARN of its MSK cluster; null: the cluster is self-managed.</summary>
    public string? ClusterArn { get; }

    /// <summary>The servers of its cluster, separated by commas.</summary>
    public string Servers { get; }

    /// <summary>How many records a partition got so far.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has no such partition.</exception>
    public long EndOffset(int partition) => Of(partition).Next;

    /// <summary>Where a consumer group goes on in a partition; null: it has committed nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The topic has no such partition.</exception>
    public long? CommittedOffset(string group, int partition) => Of(partition).Committed(group);

    /// <summary>Appends a record with a text as its value.</summary>
    /// <param name="key">Records of one key go to one partition, in order; null: partitions take turns.</param>
    /// <param name="value">The value.</param>
    /// <param name="partition">The partition; null: the key decides.</param>
    /// <param name="headers">Names and values.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has no such partition, or the record is larger than a broker takes.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.KafkaTopic("orders", partitions: 3);
    /// import.On(orders);
    /// orders.Put("customer-7", """{"sku":"book"}""");
    /// </code>
    /// </example>
    public void Put(string? key, string value, int? partition = null, IReadOnlyList<KeyValuePair<string, string>>? headers = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        Put(key is null ? null : Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value), partition, headers);
    }

    /// <summary>Appends a record.</summary>
    /// <param name="key">Null: it has none.</param>
    /// <param name="value">Null: it has none, which compaction takes for a deletion.</param>
    /// <param name="partition">The partition; null: the key decides.</param>
    /// <param name="headers">Names and values.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has no such partition, or the record is larger than a broker takes.</exception>
    public void Put(byte[]? key, byte[]? value, int? partition = null, IReadOnlyList<KeyValuePair<string, string>>? headers = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((key?.Length ?? 0) + (value?.Length ?? 0), MostRecord, nameof(value));
        var hash = key is null ? 0 : StableHash.Of(Convert.ToBase64String(key));
        var number = partition ?? (int)(key is null ? (uint)_next++ % (uint)_partitions.Length : hash % (ulong)_partitions.Length);
        var target = Of(number);
        target.Add(hash, Record(number, target.Next, key, value, headers ?? []), new RecordPayload(key is null ? default(ReadOnlyMemory<byte>?) : key, value is null ? default(ReadOnlyMemory<byte>?) : value));
    }

    /// <summary>Name and cluster.</summary>
    public override string ToString() => $"Kafka topic {Name} of {ClusterArn ?? Servers}";

    internal KafkaTopicPlan Plan { get; }

    internal Arn Address { get; }

    // Seven days, as brokers keep records where nothing is said.
    private static Duration Retention => Duration.FromDays(7);

    Arn IResource.Arn => Address;

    string IResource.Kind => "Kafka topic";

    ShardedStreamKind IShardedStream.StreamKind => ShardedStreamKind.Kafka;

    IReadOnlyList<IShard> IShardedStream.Shards => _partitions;

    bool IShardedStream.IsDeleted => false;

    int ISink.MaxBytes => MostRecord;

    Taken ISink.Take(Delivery delivery)
    {
        Put(null, delivery.Body.ToArray());
        return Taken.Arrived;
    }

    // Partitions of a topic in memory never change.
    void IShardedStream.Watch(Action changed)
    {
    }

    void IShardedStream.Unwatch(Action changed)
    {
    }

    // Rule KFK-DESTINATION: another topic of the same cluster.
    ISink? IShardedStream.SinkAt(string name) => _book.Beside(this, name);

    internal static void CheckPartitions(int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitions, MostPartitions);
    }

    private JsonShard Of(int partition) => partition >= 0 && partition < _partitions.Length
        ? _partitions[partition]
        : throw new ArgumentOutOfRangeException(nameof(partition), partition, Configuration.Text.Invariant($"topic {Name} has the partitions 0 to {_partitions.Length - 1}"));

    // Rule KFK-EVENT.
    private EventEnvelope EnvelopeOf(int partition)
    {
        var before = new ArrayBufferWriter<byte>();
        var json = new JsonBytes(before);
        json.Raw(ClusterArn is null ? "{\"eventSource\":\"SelfManagedKafka\",\"bootstrapServers\":"u8 : "{\"eventSource\":\"aws:kafka\",\"eventSourceArn\":"u8);
        if (ClusterArn is { } cluster)
        {
            json.Quoted(cluster);
            json.Raw(",\"bootstrapServers\":"u8);
        }

        json.Quoted(Servers);
        json.Raw(",\"records\":{"u8);
        json.Quoted(Configuration.Text.Invariant($"{Name}-{partition}"));
        json.Raw(":["u8);
        return new EventEnvelope(before.WrittenMemory, "]}}"u8.ToArray()) { Source = new BatchSource(ClusterArn, Servers) };
    }

    private byte[] Record(int partition, long offset, byte[]? key, byte[]? value, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("topic"u8, Name);
            json.WriteNumber("partition"u8, partition);
            json.WriteNumber("offset"u8, offset);
            json.WriteNumber("timestamp"u8, _host.Now.ToUnixTimeMilliseconds());
            json.WriteString("timestampType"u8, "CREATE_TIME"u8);
            if (key is not null)
            {
                json.WriteBase64String("key"u8, key);
            }

            if (value is not null)
            {
                json.WriteBase64String("value"u8, value);
            }

            json.WriteStartArray("headers"u8);
            foreach (var (name, text) in headers)
            {
                json.WriteStartObject();
                json.WriteStartArray(name);
                foreach (var one in Encoding.UTF8.GetBytes(text))
                {
                    json.WriteNumberValue(one);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
