using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.ChangeStreams;

/// <summary>What was done to a document.</summary>
public enum DocumentChange
{
    /// <summary>It is new.</summary>
    Insert,

    /// <summary>Some of its fields are others.</summary>
    Update,

    /// <summary>All of it is another.</summary>
    Replace,

    /// <summary>It is gone.</summary>
    Delete,
}

/// <summary>The change stream of a collection of Amazon DocumentDB in memory (rules DOC-*), which functions read by event source mappings.</summary>
public sealed class ChangeStream
{
    private readonly INeighbourHost _host;
    private readonly ChangeBook _book;

    internal ChangeStream(ChangeBook book, INeighbourHost host, ChangeStreamPlan plan, Arn cluster)
    {
        (_book, _host, Plan, Cluster) = (book, host, plan, cluster);
        Lookups = new ChangeView(host, this, isLookup: true);
        Plain = new ChangeView(host, this, isLookup: false);
    }

    /// <summary>The database.</summary>
    public string Database => Plan.Database;

    /// <summary>The collection; null: all of the database.</summary>
    public string? Collection => Plan.Collection;

    /// <summary>The ARN of the cluster.</summary>
    public string ClusterArn => Cluster.ToString();

    /// <summary>A change happens.</summary>
    /// <param name="id">The document's <c>_id</c>.</param>
    /// <param name="document">The document after the change, a JSON object; null: it is gone.</param>
    /// <param name="change">What was done; null: an insertion, or a deletion where there is no document.</param>
    /// <param name="collection">The collection; null: that of the stream.</param>
    /// <exception cref="SimulationConfigException">The document is no JSON object, or no collection is named.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.ChangeStream("shop", "orders");
    /// import.On(orders);
    /// orders.Put("order-7", """{"sku":"book"}""");
    /// </code>
    /// </example>
    public void Put(string id, string? document, DocumentChange? change = null, string? collection = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        var done = change ?? (document is null ? DocumentChange.Delete : DocumentChange.Insert);
        if (document is null != (done == DocumentChange.Delete))
        {
            throw new SimulationConfigException($"the change of document {id} is {done}: give the document with all but a deletion, and none with that");
        }

        var place = collection ?? Collection ?? throw new SimulationConfigException($"the change stream is of all of database {Database}: name the collection of document {id}");
        if (Collection is { } own && own != place)
        {
            throw new SimulationConfigException($"the change stream is of collection {own}, not of {place}: put the change into the stream of its own collection");
        }

        var bytes = document is null ? null : Encoding.UTF8.GetBytes(document);
        if (bytes is not null && (JsonText.ProblemOf(bytes) is not null || bytes.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..]))
        {
            throw new SimulationConfigException($"the document {id} is no JSON object: '{document}'");
        }

        // Whoever watches the database sees the changes of its collections.
        foreach (var stream in _book.Watching(this, place))
        {
            stream.Take(id, bytes, done, place);
        }
    }

    /// <summary>Database and collection.</summary>
    public override string ToString() => $"change stream of {Database}{(Collection is null ? "" : ".")}{Collection}";

    internal ChangeStreamPlan Plan { get; }

    internal Arn Cluster { get; }

    internal ChangeView Lookups { get; }

    internal ChangeView Plain { get; }

    private void Take(string id, byte[]? document, DocumentChange change, string collection)
    {
        foreach (var view in new[] { Lookups, Plain })
        {
            // Rule DOC-EVENT: what an update left is only looked up where it is asked for.
            view.Shard.Add(StableHash.Of(id), Record(view.Shard.Next, id, view.IsLookup || change != DocumentChange.Update ? document : null, change, collection), default);
        }
    }

    private byte[] Record(long number, string id, byte[]? document, DocumentChange change, string collection)
    {
        var seconds = _host.Now.ToUnixTimeSeconds();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("event"u8);
            json.WriteStartObject("_id"u8);
            json.WriteString("_data"u8, string.Create(CultureInfo.InvariantCulture, $"01{seconds:x8}{number + 1:x8}"));
            json.WriteEndObject();
            json.WriteStartObject("clusterTime"u8);
            json.WriteStartObject("$timestamp"u8);
            json.WriteNumber("t"u8, seconds);
            json.WriteNumber("i"u8, number + 1);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("documentKey"u8);
            json.WriteString("_id"u8, id);
            json.WriteEndObject();
            if (document is not null)
            {
                json.WritePropertyName("fullDocument"u8);
                json.WriteRawValue(document);
            }

            json.WriteStartObject("ns"u8);
            json.WriteString("db"u8, Database);
            json.WriteString("coll"u8, collection);
            json.WriteEndObject();
            json.WriteString("operationType"u8, change.ToString().ToLowerInvariant());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>A change stream as mappings read it, with or without what updates left.</summary>
internal sealed class ChangeView : IShardedStream
{
    private readonly ChangeStream _stream;

    public ChangeView(INeighbourHost host, ChangeStream stream, bool isLookup)
    {
        (_stream, IsLookup) = (stream, isLookup);
        var before = new ArrayBufferWriter<byte>();
        var json = new JsonBytes(before);
        json.Raw("{\"eventSourceArn\":"u8);
        json.Quoted(stream.ClusterArn);
        json.Raw(",\"events\":["u8);

        // Three hours, as DocumentDB keeps changes where nothing is said.
        Shard = new JsonShard("changes", () => host.Now, Duration.FromHours(3), new EventEnvelope(before.WrittenMemory, "],\"eventSource\":\"aws:docdb\"}"u8.ToArray()));
    }

    public bool IsLookup { get; }

    public JsonShard Shard { get; }

    public Arn Arn => ChangeBook.OfStream(_stream.Cluster, _stream.Database, _stream.Collection, IsLookup);

    public string Kind => "change stream";

    public string Name => Arn.Resource;

    public ShardedStreamKind StreamKind => ShardedStreamKind.DocumentDb;

    public IReadOnlyList<IShard> Shards => [Shard];

    public bool IsDeleted => false;

    public void Watch(Action changed)
    {
    }

    public void Unwatch(Action changed)
    {
    }
}
