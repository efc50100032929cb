using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>Whether items and keys fit a table (rules DDB-KEY, DDB-INDEX-KEY).</summary>
internal static class ItemChecks
{
    private const int LongestHash = 2_048, LongestRange = 1_024;
    private const string Mismatch = "The provided key element does not match the schema";
    private const string EmptyKey = "The AttributeValue for a key attribute cannot contain an empty";

    /// <summary>The keys of an item that is to be put.</summary>
    public static (KeyTuple Hash, KeyTuple Range) RequireItem(Table table, Item item)
    {
        for (var i = 0; i < table.Keys.Names.Length; i++)
        {
            var name = table.Keys.Names[i];
            if (item[name] is not { } value)
            {
                throw TableException.Parameter($"Missing the key {name} in the item");
            }

            if (value.Kind != table.Keys.Kind(i))
            {
                throw TableException.Parameter($"Type mismatch for key {name} expected: {table.Keys.Kind(i)} actual: {value.Kind}");
            }

            if (IsEmpty(value))
            {
                throw TableException.Invalid($"One or more parameter values are not valid. {EmptyKey} {Noun(value)} value. Key: {name}");
            }
        }

        var keys = table.Keys.Of(item)!.Value;
        RequireSizes(keys.Hash, keys.Range);
        RequireIndexKeys(table, item);
        return keys;
    }

    /// <summary>A key as requests give it.</summary>
    public static (KeyTuple Hash, KeyTuple Range) RequireKey(Table table, Item key)
    {
        if (key.Count != table.Keys.Names.Length || table.Keys.Of(key) is not { } keys)
        {
            throw TableException.Invalid(Mismatch);
        }

        for (var i = 0; i < key.Count; i++)
        {
            if (IsEmpty(key.Values[i]))
            {
                throw TableException.Invalid($"One or more parameter values are not valid. {EmptyKey} {Noun(key.Values[i])} value. Key: {key.Names[i]}");
            }
        }

        RequireSizes(keys.Hash, keys.Range);
        return keys;
    }

    /// <summary>What a transaction looks at before it begins: keys that are there are not empty.</summary>
    public static void RequireFilled(Table table, Item item)
    {
        foreach (var name in table.Keys.Names)
        {
            if (item[name] is { } value && IsEmpty(value))
            {
                throw TableException.Invalid($"One or more parameter values are not valid. {EmptyKey} {Noun(value)} value. Key: {name}");
            }
        }

        foreach (var index in table.Indexes)
        {
            foreach (var name in index.Keys.Names)
            {
                if (!table.Keys.Has(name) && item[name] is { } value && IsEmpty(value))
                {
                    throw EmptyIndexKey(index, name, value);
                }
            }
        }
    }

    /// <summary>What a batch says of a bad key or item.</summary>
    public static TableException Mismatched() => TableException.Invalid(Mismatch);

    /// <summary>The index keys that an item has.</summary>
    public static void RequireIndexKeys(Table table, Item item, bool isUpdate = false)
    {
        foreach (var index in table.Indexes)
        {
            for (var i = 0; i < index.Keys.Names.Length; i++)
            {
                var name = index.Keys.Names[i];
                if (table.Keys.Has(name) || item[name] is not { } value)
                {
                    continue;
                }

                if (value.Kind != index.Keys.Kind(i))
                {
                    throw isUpdate ? TableException.Invalid("The update expression attempted to update the secondary index key to unsupported type")
                        : TableException.Parameter($"Type mismatch for Index Key {name} Expected: {index.Keys.Kind(i)} Actual: {value.Kind} IndexName: {index.Name}");
                }

                if (IsEmpty(value))
                {
                    throw EmptyIndexKey(index, name, value);
                }
            }

            if (index.Keys.Of(item) is { } keys)
            {
                RequireSizes(keys.Hash, keys.Range);
            }
        }
    }

    private static TableException EmptyIndexKey(TableIndex index, string name, AttributeValue value) => TableException.Invalid(
        $"One or more parameter values are not valid. A value specified for a secondary index key is not supported. {EmptyKey} {Noun(value)} value. IndexName: {index.Name}, IndexKey: {name}");

    private static void RequireSizes(KeyTuple hash, KeyTuple range)
    {
        if (SizeOf(hash) > LongestHash)
        {
            throw TableException.Parameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
        }

        if (SizeOf(range) > LongestRange)
        {
            throw TableException.Parameter("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    private static int SizeOf(KeyTuple key)
    {
        var size = 0;
        for (var i = 0; i < key.Count; i++)
        {
            size += key[i].Size;
        }

        return size;
    }

    private static bool IsEmpty(AttributeValue value) => value is TextValue { Text.Length: 0 } or BytesValue { Bytes.Length: 0 };

    private static string Noun(AttributeValue value) => value.Kind == AttributeKind.S ? "string" : "binary";
}
