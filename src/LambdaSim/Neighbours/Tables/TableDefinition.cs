namespace LambdaSim.Neighbours.Tables;

/// <summary>An attribute that keys are made of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>S</c>, <c>N</c> or <c>B</c>.</param>
internal sealed record AttributeDefinition(string Name, string Type);

/// <summary>An attribute of a key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>HASH</c> or <c>RANGE</c>.</param>
internal sealed record KeyElement(string Name, string Type)
{
    public const string Hash = "HASH", Range = "RANGE";

    public bool IsHash => Type == Hash;
}

/// <summary>Units a second.</summary>
internal readonly record struct Throughput(long Reads, long Writes);

/// <summary>What of an item an index has beside its keys.</summary>
/// <param name="Type"><c>ALL</c>, <c>KEYS_ONLY</c> or <c>INCLUDE</c>; null: it was not given.</param>
/// <param name="Attributes">Of <c>INCLUDE</c>; null: they were not given.</param>
internal sealed record IndexProjection(string? Type, IReadOnlyList<string>? Attributes)
{
    public const string All = "ALL", KeysOnly = "KEYS_ONLY", Include = "INCLUDE";
}

/// <summary>An index as it is asked for.</summary>
internal sealed record IndexDefinition(string Name, IReadOnlyList<KeyElement> Keys, IndexProjection Projection)
{
    /// <summary>Of a global index; null: it was not given.</summary>
    public Throughput? Throughput { get; init; }

    public bool IsLocal { get; init; }
}

/// <summary>What records of a stream show: <c>KEYS_ONLY</c>, <c>NEW_IMAGE</c>, <c>OLD_IMAGE</c>, <c>NEW_AND_OLD_IMAGES</c>.</summary>
public enum StreamView
{
    /// <summary>Keys alone.</summary>
    KeysOnly,

    /// <summary>The item as it is now.</summary>
    NewImage,

    /// <summary>The item as it was.</summary>
    OldImage,

    /// <summary>Both.</summary>
    NewAndOldImages,
}

/// <summary>Names of what a stream shows, as AWS writes them.</summary>
internal static class StreamViews
{
    private static readonly string[] _names = ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"];

    public static string Name(this StreamView view) => _names[(int)view];

    public static StreamView? Parse(string? name) => Array.IndexOf(_names, name) is >= 0 and var at ? (StreamView)at : null;
}

/// <summary>A table as CreateTable is asked for it.</summary>
internal sealed record TableDefinition(string Name)
{
    public const string Provisioned = "PROVISIONED", OnDemand = "PAY_PER_REQUEST";

    public IReadOnlyList<AttributeDefinition> Attributes { get; init; } = [];

    public IReadOnlyList<KeyElement> Keys { get; init; } = [];

    /// <summary>Null: none were given.</summary>
    public IReadOnlyList<IndexDefinition>? Local { get; init; }

    /// <summary>Null: none were given.</summary>
    public IReadOnlyList<IndexDefinition>? Global { get; init; }

    /// <summary>Null: it was not given, and is <c>PROVISIONED</c>.</summary>
    public string? BillingMode { get; init; }

    public Throughput? Throughput { get; init; }

    /// <summary>Null: no stream.</summary>
    public StreamView? Stream { get; init; }

    public bool IsProtected { get; init; }

    /// <summary>What is kept, shown and not acted on, by AWS's names, as JSON texts.</summary>
    public IReadOnlyDictionary<string, string> Kept { get; init; } = new Dictionary<string, string>();

    public bool IsOnDemand => BillingMode == OnDemand;
}
