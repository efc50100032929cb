namespace LambdaSim.Neighbours.Tables;

/// <summary>What is not as usual of a table that <see cref="Simulation.AddTable"/> makes: on demand, without stream, indexes and expiry.</summary>
public sealed record TableConfig
{
    /// <summary>What its stream shows; null: it has none.</summary>
    public StreamView? Stream { get; init; }

    /// <summary>The attribute with the second since 1970 at which an item expires; null: items do not expire.</summary>
    public string? TimeToLive { get; init; }

    /// <summary>Its indexes.</summary>
    public IReadOnlyList<TableIndexConfig> Indexes { get; init; } = [];

    /// <summary>Read and write units a second; null: on demand. Indexes have as many each.</summary>
    public (int Reads, int Writes)? Units { get; init; }

    internal TableDefinition Definition(string name, TableKey key, TableKey? sort)
    {
        List<AttributeDefinition> attributes = [];
        foreach (var one in (TableKey?[])[key, sort, .. Indexes.SelectMany(static i => (TableKey?[])[i.Key, i.Sort])])
        {
            if (one is not null && !attributes.Exists(a => a.Name == one.Name))
            {
                attributes.Add(new AttributeDefinition(one.Name, one.Letter));
            }
        }

        Throughput? units = Units is var (reads, writes) ? new Throughput(reads, writes) : null;
        var indexes = Indexes.ToLookup(static i => i.IsLocal, i => new IndexDefinition(i.Name, Elements(i.Key, i.Sort), i.Projection) { IsLocal = i.IsLocal, Throughput = i.IsLocal ? null : units });
        return new TableDefinition(name)
        {
            Attributes = attributes,
            Keys = Elements(key, sort),
            Local = indexes[true].Any() ? [.. indexes[true]] : null,
            Global = indexes[false].Any() ? [.. indexes[false]] : null,
            BillingMode = units is null ? TableDefinition.OnDemand : null,
            Throughput = units,
            Stream = Stream,
        };
    }

    private static List<KeyElement> Elements(TableKey key, TableKey? sort) =>
        sort is null ? [new(key.Name, KeyElement.Hash)] : [new(key.Name, KeyElement.Hash), new(sort.Name, KeyElement.Range)];
}

/// <summary>An index of a table.</summary>
/// <param name="Name">3 to 255 letters, digits, hyphens, underscores and dots.</param>
/// <param name="Key">Its partition key.</param>
/// <param name="Sort">Its sort key; null: it has none.</param>
public sealed record TableIndexConfig(string Name, TableKey Key, TableKey? Sort = null)
{
    /// <summary>A local index has the table's partition key and another sort key, and shows writes at once.</summary>
    public bool IsLocal { get; init; }

    /// <summary>What it shows beside keys; null: whole items.</summary>
    public IReadOnlyList<string>? Shows { get; init; }

    internal IndexProjection Projection => Shows is null ? new(IndexProjection.All, null) : Shows.Count == 0 ? new(IndexProjection.KeysOnly, null) : new(IndexProjection.Include, Shows);
}

/// <summary>An attribute that is a key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record TableKey(string Name, TableKeyType Type = TableKeyType.Text)
{
    /// <summary>A text.</summary>
    public static implicit operator TableKey(string name) => FromString(name);

    /// <summary>A text.</summary>
    public static TableKey FromString(string name) => new(name);

    /// <summary>A number.</summary>
    public static TableKey Number(string name) => new(name, TableKeyType.Number);

    internal string Letter => Type switch
    {
        TableKeyType.Number => "N",
        TableKeyType.Bytes => "B",
        _ => "S",
    };
}

/// <summary>Type of a key.</summary>
public enum TableKeyType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Bytes.</summary>
    Bytes,
}
