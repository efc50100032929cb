using System.Text.Json.Nodes;
using LambdaSim.Events;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>A page of a Query or Scan: it ends when so many items were read as it may have, or a megabyte (rule DDB-PAGE).</summary>
internal static class ReadPage
{
    private const int MostBytes = 1_048_576, Chunk = 3_072, PerChunk = 18;

    public static JsonObject Read(ReadSelection selection, IEnumerable<Row> rows, Condition? filter, JsonObject input, Sender by)
    {
        var (table, index) = (selection.Table, selection.Index);
        table.RequireReadUnits(index, by);
        var limit = (int?)input["Limit"] ?? int.MaxValue;
        var items = new JsonArray();
        var (count, scanned, bytes, pageBytes) = (0, 0, 0L, 0L);
        var fetched = 0.0;
        Row? last = null;
        foreach (var row in rows)
        {
            scanned++;
            var item = selection.Whole(row);
            bytes += row.Item.Size;
            pageBytes += PageSize(row);
            fetched += selection.Fetches ? Capacity.Read(item.Size, selection.IsConsistent) : 0;
            if (filter?.Holds(item) != false)
            {
                count++;
                if (!selection.IsCount)
                {
                    items.Add((JsonNode)ValueJson.Write(selection.Projection?.Of(item) ?? item));
                }
            }

            if (scanned >= limit || pageBytes > MostBytes)
            {
                last = row;
                break;
            }
        }

        var consumed = Consumed(selection, bytes, fetched);
        table.TakeReads(index, consumed.Total);
        table.Record(ItemOutcome.Read, by, scanned);
        var answer = new JsonObject { ["Count"] = count, ["ScannedCount"] = scanned };
        if (!selection.IsCount)
        {
            answer["Items"] = items;
        }

        if (last is not null)
        {
            answer["LastEvaluatedKey"] = StartKeys.Of(table, index, last);
        }

        CapacityDocuments.Add(answer, input, consumed);
        return answer;
    }

    private static ConsumedUnits Consumed(ReadSelection selection, long bytes, double fetched)
    {
        var units = Capacity.Read(bytes, selection.IsConsistent);
        var consumed = new ConsumedUnits(selection.Table) { OfTable = selection.Index is null ? units : fetched };
        if (selection.Index is { } index)
        {
            consumed.Add(index, units);
        }

        return consumed;
    }

    // What an item counts for of a page's megabyte: a fit of others to AWS's own answers.
    private static long PageSize(Row row)
    {
        var size = 0L;
        foreach (var value in row.Item.Values)
        {
            size += 1 + value.Size + (value.Size < 128 ? 1 : value.Size < 16_384 ? 2 : 3);
        }

        var range = row.Range.Count > 0 ? row.Range[0].Size : 0;
        return 2 + size + ((1 + ((1 + size) / Chunk)) * (PerChunk + range));
    }
}
