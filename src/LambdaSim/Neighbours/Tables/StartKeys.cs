using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>Where a page begins: behind a key that need not exist (rule DDB-START-KEY).</summary>
internal static class StartKeys
{
    private const string Invalid = "The provided starting key is invalid";

    /// <summary>Null: the first page is asked for.</summary>
    public static Item? Read(JsonObject input)
    {
        if (input["ExclusiveStartKey"] is not JsonObject given)
        {
            return null;
        }

        try
        {
            return ValueReader.Item(given);
        }
        catch (TableValidationException e) when (!IsBare(e.Message))
        {
            throw TableException.Invalid($"{Invalid}: {e.Message}");
        }
    }

    public static Row OfQuery(Table table, TableIndex? index, Item start, KeyTuple hash, RangePosition range, bool isSingle)
    {
        if (isSingle)
        {
            throw TableException.Invalid("The query can return at most one row and cannot be restarted");
        }

        var row = RowOf(table, index, start) ?? throw TableException.Invalid(Invalid);
        return !row.Hash.Equals(hash) ? throw TableException.Invalid("The provided starting key is outside query boundaries based on provided conditions")
            : range.Of(row.Range) != 0 ? throw TableException.Invalid("The provided starting key does not match the range key predicate")
            : row;
    }

    public static Row OfScan(Table table, TableIndex? index, Item start) =>
        RowOf(table, index, start) ?? throw TableException.Invalid(index is null ? $"{Invalid}: The provided key element does not match the schema" : Invalid);

    /// <summary>The key behind which the next page begins.</summary>
    public static JsonObject Of(Table table, TableIndex? index, Row row) => ValueJson.Write(row.Item.Only([.. index?.Keys.Names ?? [], .. table.Keys.Names.Where(n => index?.Keys.Has(n) != true)]));

    // Exactly the keys of the index and of the table.
    private static Row? RowOf(Table table, TableIndex? index, Item start)
    {
        var count = index is null ? table.Keys.Names.Length : table.Keys.Names.Union(index.Keys.Names, StringComparer.Ordinal).Count();
        return start.Count != count || table.Keys.Of(start) is not { } owner ? null
            : index is null ? new Row(owner.Hash, owner.Range, Item.Empty)
            : index.Keys.Of(start) is { } keys ? new Row(keys.Hash, keys.Range, Item.Empty) { Owner = owner } : null;
    }

    private static bool IsBare(string message) => message.Contains("umber", StringComparison.Ordinal) || message.Contains("numeric", StringComparison.Ordinal) || message.Contains("contains duplicates", StringComparison.Ordinal);
}
