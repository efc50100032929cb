using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Tables;

/// <summary>What CreateTable checks once a request keeps to the model, in AWS's order (rule DDB-CREATE).</summary>
internal static class CreateTableChecks
{
    private const long MostUnits = 1_000_000_000_000;
    private const int MostLocal = 5, MostGlobal = 20, MostIncluded = 100, MostHashes = 4, MostRanges = 4;

    public static void Check(TableDefinition table)
    {
        CheckBilling(table.BillingMode, table.Throughput);
        CheckUnits(table.Throughput);
        CheckKeys(table.Keys, table.Attributes, isGlobal: false);
        if (table.Local is null && table.Global is null && table.Keys.Count != table.Attributes.Count)
        {
            throw TableException.Parameter("Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
        }

        CheckLocal(table);
        CheckGlobal(table);
        CheckUse(table);
    }

    public static void CheckUnits(Throughput? throughput)
    {
        if (throughput is not { } units)
        {
            return;
        }

        _ = units.Reads > MostUnits ? throw TableException.Invalid(Text.Invariant($"Given value {units.Reads} for ReadCapacityUnits is out of bounds"))
            : units.Writes > MostUnits ? throw TableException.Invalid(Text.Invariant($"Given value {units.Writes} for WriteCapacityUnits is out of bounds")) : 0;
    }

    /// <summary>Of a global index that is added to a table, the attributes are those of the request.</summary>
    public static void CheckGlobal(IndexDefinition index, IReadOnlyList<AttributeDefinition> attributes, bool isOnDemand)
    {
        CheckKeys(index.Keys, attributes, isGlobal: true);
        CheckProjection(index);
        CheckUnits(index.Throughput);
        if (isOnDemand && index.Throughput is not null)
        {
            throw TableException.Parameter($"ProvisionedThroughput should not be specified for index: {index.Name} when BillingMode is PAY_PER_REQUEST");
        }

        if (!isOnDemand && index.Throughput is null)
        {
            throw TableException.Parameter($"ProvisionedThroughput must be specified for index: {index.Name}");
        }
    }

    private static void CheckBilling(string? mode, Throughput? throughput)
    {
        if (mode == TableDefinition.OnDemand && throughput is not null)
        {
            throw TableException.Parameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
        }

        if (mode != TableDefinition.OnDemand && throughput is null)
        {
            throw TableException.Parameter("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }
    }

    private static void CheckKeys(IReadOnlyList<KeyElement> keys, IReadOnlyList<AttributeDefinition> attributes, bool isGlobal)
    {
        if (keys.Count > attributes.Count)
        {
            throw TableException.Invalid("Invalid KeySchema: Some index key attribute have no definition");
        }

        if (keys.Any(k => !attributes.Any(a => a.Name == k.Name)))
        {
            throw TableException.Parameter($"Some index key attributes are not defined in AttributeDefinitions. Keys: {Names(keys.Select(static k => k.Name))}, AttributeDefinitions: {Names(attributes.Select(static a => a.Name))}");
        }

        if (keys.Count == 2 && keys[0].Name == keys[1].Name)
        {
            throw TableException.Invalid("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }

        if (!keys[0].IsHash)
        {
            throw TableException.Invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }

        if (!isGlobal)
        {
            _ = keys.Count == 2 && keys[1].IsHash ? throw TableException.Invalid("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type") : 0;
            return;
        }

        CheckOrder(keys);
    }

    // Keys of several attributes, which global indexes alone have.
    private static void CheckOrder(IReadOnlyList<KeyElement> keys)
    {
        var hashes = keys.TakeWhile(static k => k.IsHash).Count();
        if (keys.Skip(hashes).Any(static k => k.IsHash))
        {
            throw TableException.Invalid("Invalid KeySchema: All HASH key attributes must precede RANGE key attributes in the KeySchema");
        }

        if (hashes > MostHashes || keys.Count - hashes > MostRanges)
        {
            throw TableException.Invalid($"Invalid KeySchema: The KeySchema exceeds the maximum allowed number of {(hashes > MostHashes ? KeyElement.Hash : KeyElement.Range)} key attributes");
        }

        if (keys.Select(static k => k.Name).Distinct(StringComparer.Ordinal).Count() < keys.Count)
        {
            throw TableException.Invalid("Invalid KeySchema: The KeySchema has the same attribute more than once");
        }
    }

    private static void CheckLocal(TableDefinition table)
    {
        if (table.Local is not { } indexes)
        {
            return;
        }

        if (indexes.Count == 0)
        {
            throw TableException.Parameter("List of LocalSecondaryIndexes is empty");
        }

        if (table.Keys.Count < 2)
        {
            throw TableException.Parameter("Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var index in indexes)
        {
            CheckKeys(index.Keys, table.Attributes, isGlobal: false);
            if (index.Keys.Count < 2)
            {
                throw TableException.Parameter($"Index KeySchema does not have a range key for index: {index.Name}");
            }

            if (index.Keys[0].Name != table.Keys[0].Name)
            {
                throw TableException.Parameter($"Index KeySchema does not have the same leading hash key as table KeySchema for index: {index.Name}. index hash key: {index.Keys[0].Name}, table hash key: {table.Keys[0].Name}");
            }

            CheckProjection(index);
            _ = names.Add(index.Name) ? 0 : throw TableException.Parameter($"Duplicate index name: {index.Name}");
        }

        if (indexes.Count > MostLocal)
        {
            throw TableException.Parameter("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
        }
    }

    private static void CheckGlobal(TableDefinition table)
    {
        if (table.Global is not { } indexes)
        {
            return;
        }

        if (indexes.Count == 0)
        {
            throw TableException.Parameter("List of GlobalSecondaryIndexes is empty");
        }

        var names = new HashSet<string>((table.Local ?? []).Select(static i => i.Name), StringComparer.Ordinal);
        foreach (var index in indexes)
        {
            CheckGlobal(index, table.Attributes, table.IsOnDemand);
            _ = names.Add(index.Name) ? 0 : throw TableException.Parameter($"Duplicate index name: {index.Name}");
        }

        if (indexes.Count > MostGlobal)
        {
            throw TableException.Parameter("GlobalSecondaryIndex count exceeds the per-table limit of 20");
        }

        CheckIncluded([.. table.Local ?? [], .. indexes]);
    }

    public static void CheckIncluded(IReadOnlyList<IndexDefinition> indexes)
    {
        if (indexes.Sum(static i => i.Projection.Attributes?.Count ?? 0) > MostIncluded)
        {
            throw TableException.Parameter("Number of NonKeyAttributes across all indexes exceeds the limit of 100");
        }
    }

    private static void CheckUse(TableDefinition table)
    {
        IndexDefinition[] indexes = [.. table.Local ?? [], .. table.Global ?? []];
        var used = indexes.SelectMany(static i => i.Keys).Concat(table.Keys).Select(static k => k.Name).Distinct(StringComparer.Ordinal).ToList();
        if (used.Count != table.Attributes.Count)
        {
            throw TableException.Parameter($"Some AttributeDefinitions are not used. AttributeDefinitions: {Names(table.Attributes.Select(static a => a.Name))}, keys used: {Names(used)}");
        }
    }

    private static void CheckProjection(IndexDefinition index)
    {
        var (type, attributes) = index.Projection;
        _ = type is null ? throw TableException.Parameter("Unknown ProjectionType: null")
            : type != IndexProjection.Include && attributes is not null ? throw TableException.Parameter($"ProjectionType is {type}, but NonKeyAttributes is specified")
            : type == IndexProjection.Include && attributes is null ? throw TableException.Parameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified") : 0;
    }

    private static string Names(IEnumerable<string> names) => $"[{string.Join(", ", names)}]";
}
