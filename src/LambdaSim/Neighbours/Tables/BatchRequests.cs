using System.Text.Json.Nodes;
using LambdaSim.Events;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>BatchGetItem and BatchWriteItem: each item by itself, what finds no room is left over (rule DDB-BATCH).</summary>
internal static class BatchRequests
{
    private const int MostKeys = 100, MostWrites = 25, MostBytes = 16_777_216;
    private const string Duplicates = "Provided list of item keys contains duplicates";

    public static JsonObject Get(TableCatalog at, JsonObject input, Sender by)
    {
        var requests = input["RequestItems"]!.AsObject();
        RequireFew(requests.Select(static r => (r.Key, r.Value!["Keys"]!.AsArray().Count)).ToList());
        var reads = requests.Select(r => BatchRead.Of(at, r.Key, r.Value!.AsObject())).ToList();
        var (responses, left, consumed) = (new JsonObject(), new JsonObject(), new List<(string Name, ConsumedUnits Units)>());
        var bytes = 0L;
        ThroughputRefusal? refusal = null;
        foreach (var read in reads)
        {
            var (found, rest, units) = (new JsonArray(), new JsonArray(), new ConsumedUnits(read.Table));
            foreach (var (key, hash, range) in read.Keys)
            {
                var refused = read.Table.ReadRefusal(null);
                refusal ??= refused;
                if (refused is not null || bytes >= MostBytes)
                {
                    rest.Add((JsonNode)ValueJson.Write(key));
                    continue;
                }

                var (item, one) = read.Table.Read(hash, range, read.IsConsistent, by);
                units.Add(one);
                bytes += item?.Size ?? 0;
                if (item is not null)
                {
                    found.Add((JsonNode)ValueJson.Write(read.Projection?.Of(item) ?? item));
                }
            }

            responses[read.Name] = found;
            consumed.Add((read.Name, units));
            Leave(left, read, rest);
        }

        if (refusal is not null && reads.Sum(static r => r.Keys.Count) == left.Sum(static l => l.Value!["Keys"]!.AsArray().Count))
        {
            throw TableException.Throttled(refusal);
        }

        return Answer(new JsonObject { ["Responses"] = responses, ["UnprocessedKeys"] = left }, input, consumed);
    }

    public static JsonObject Write(TableCatalog at, JsonObject input, Sender by)
    {
        var requests = input["RequestItems"]!.AsObject();
        RequireFewWrites(requests);
        List<(string Name, JsonNode Request, ItemWrite Write)> writes = [];
        foreach (var (name, list) in requests)
        {
            writes.AddRange(list!.AsArray().Select(request => (name, request!, WriteOf(at, name, request!.AsObject()))));
        }

        if (writes.GroupBy(static w => (w.Write.Table, w.Write.Hash, w.Write.Range)).Any(static g => g.Count() > 1))
        {
            throw TableException.Invalid(Duplicates);
        }

        var (left, consumed) = (new JsonObject(), new List<(string Name, ConsumedUnits Units)>());
        ThroughputRefusal? refusal = null;
        var done = 0;
        foreach (var (name, request, write) in writes)
        {
            if (write.Table.WriteRefusal() is { } refused)
            {
                refusal = refused;
                write.Table.Record(ItemOutcome.OutOfUnits, by, 1);
                (left[name] as JsonArray ?? (JsonArray)(left[name] = new JsonArray())!).Add(request.DeepClone());
                continue;
            }

            done++;
            consumed.Add((name, write.Table.Write(write, by).Consumed));
        }

        return refusal is not null && done == 0 ? throw TableException.Throttled(refusal)
            : Answer(WithMetrics(new JsonObject { ["UnprocessedItems"] = left }, input, writes.ConvertAll(static w => (w.Name, w.Write))), input, consumed);
    }

    /// <summary>Adds how large the collections of the items are that were written.</summary>
    public static JsonObject WithMetrics(JsonObject answer, JsonObject input, List<(string Name, ItemWrite Write)> writes)
    {
        if ((string?)input["ReturnItemCollectionMetrics"] == "SIZE")
        {
            var metrics = new JsonObject();
            foreach (var table in writes.Where(static w => w.Write.Table.HasLocalIndexes).GroupBy(static w => w.Name))
            {
                metrics[table.Key] = new JsonArray([.. table.DistinctBy(static w => w.Write.Hash).Select(static w => (JsonNode)CapacityDocuments.Collection(w.Write))]);
            }

            answer["ItemCollectionMetrics"] = metrics;
        }

        return answer;
    }

    /// <summary>Adds what was taken of each table.</summary>
    public static JsonObject Answer(JsonObject answer, JsonObject input, List<(string Name, ConsumedUnits Units)> consumed, string? kind = null)
    {
        if ((string?)input["ReturnConsumedCapacity"] is "TOTAL" or "INDEXES")
        {
            var list = new JsonArray();
            foreach (var table in consumed.GroupBy(static c => c.Name))
            {
                var total = new ConsumedUnits(table.First().Units.Table);
                foreach (var (_, units) in table)
                {
                    total.Add(units);
                }

                list.Add((JsonNode)CapacityDocuments.Of((string)input["ReturnConsumedCapacity"]!, total, table.Key, kind));
            }

            answer["ConsumedCapacity"] = list;
        }

        return answer;
    }

    private static void Leave(JsonObject left, BatchRead read, JsonArray keys)
    {
        if (keys.Count > 0)
        {
            var rest = read.Request.DeepClone().AsObject();
            rest["Keys"] = keys;
            left[read.Name] = rest;
        }
    }

    private static ItemWrite WriteOf(TableCatalog at, string name, JsonObject request)
    {
        if (request.Count != 1)
        {
            throw TableException.Invalid("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
        }

        if (request["PutRequest"] is not JsonObject put)
        {
            var key = ValueReader.Item(request["DeleteRequest"]!["Key"]!.AsObject());
            return ItemRequests.DeleteOf(at.ForItems(name), key, WriteConditions.None);
        }

        var item = ValueReader.Item(put["Item"]!.AsObject());
        ItemRequests.RequireSize(item);
        var table = at.ForItems(name);
        return table.Keys.Of(item) is null ? throw ItemChecks.Mismatched() : ItemRequests.WriteOf(table, item, WriteConditions.None);
    }

    private static void RequireFew(List<(string Name, int Keys)> tables)
    {
        if (tables.Count == 0)
        {
            throw TableException.Invalid("1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }

        if (tables.Find(static t => t.Keys > MostKeys) is { Name: { } name })
        {
            throw TableException.Invalid($"1 validation error detected: Value at 'RequestItems.{name}.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100");
        }

        if (tables.Sum(static t => t.Keys) > MostKeys)
        {
            throw TableException.Invalid("Too many items requested for the BatchGetItem call");
        }
    }

    private static void RequireFewWrites(JsonObject requests)
    {
        if (requests.Count == 0)
        {
            throw TableException.Invalid("The requestItems parameter is required for BatchWriteItem");
        }

        var counts = requests.Select(static r => (r.Key, r.Value!.AsArray().Count)).ToList();
        if (counts.Find(static c => c.Count is 0 or > MostWrites) is { Key: { } name } bad)
        {
            var shown = string.Join(", ", Enumerable.Repeat("WriteRequest", bad.Count));
            throw TableException.Invalid(
                $"1 validation error detected: Value '{{{name}=[{shown}]}}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]");
        }

        if (counts.Sum(static c => c.Count) > MostWrites)
        {
            throw TableException.Invalid("Too many items requested for the BatchWriteItem call");
        }
    }

    /// <summary>What a BatchGetItem asks of one table.</summary>
    private sealed record BatchRead(string Name, Table Table, JsonObject Request, IReadOnlyList<(Item Key, KeyTuple Hash, KeyTuple Range)> Keys, Projection? Projection)
    {
        public bool IsConsistent => (bool?)Request["ConsistentRead"] ?? false;

        public static BatchRead Of(TableCatalog at, string name, JsonObject request)
        {
            ExpressionUse.Get.Check(request);
            var keys = request[nameof(Keys)]!.AsArray().Select(static k => ValueReader.Item(k!.AsObject())).ToList();
            var projection = ItemRequests.ProjectionOf(request, at);
            var table = at.ForItems(name);
            KeyPaths.RequireScalar(table, projection?.Paths);
            var found = keys.ConvertAll(k => ItemChecks.RequireKey(table, k) is var (hash, range) ? (k, hash, range) : default);
            return found.DistinctBy(static k => (k.hash, k.range)).Count() < found.Count ? throw TableException.Invalid(Duplicates)
                : new BatchRead(name, table, request, found, projection);
        }
    }
}
