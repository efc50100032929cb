using System.Text.Json.Nodes;
using LambdaSim.Events;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>TransactWriteItems and TransactGetItems: all or nothing, in one instant (rule DDB-TRANSACTION).</summary>
internal static class TransactionRequests
{
    private const int MostBytes = 4_194_304;
    private const string Twice = "Transaction request cannot include multiple operations on one item";
    private static readonly string[] _kinds = ["ConditionCheck", "Put", "Delete", "Update"];

    public static JsonObject Get(TableCatalog at, JsonObject input, Sender by)
    {
        var gets = input["TransactItems"]!.AsArray().Select(static i => i!["Get"]!.AsObject()).ToList();
        var reads = gets.ConvertAll(g =>
        {
            ExpressionUse.Get.Check(g);
            return (Request: g, Key: ValueReader.Item(g["Key"]!.AsObject()), Projection: ItemRequests.ProjectionOf(g, at), Table: ItemRequests.Table(at, g));
        });
        var reasons = new CancellationReasons(reads.Count);
        var keys = new (KeyTuple Hash, KeyTuple Range)[reads.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = reasons.Try(i, () => ItemChecks.RequireKey(reads[i].Table, reads[i].Key));
            if (reads[i].Table.ReadRefusal(null) is { } refusal)
            {
                reasons.Throttle(i, refusal);
            }
        }

        reasons.Cancel(reads.Select(static r => r.Table), by);
        RequireOnce(reads.Select((r, i) => (r.Table, keys[i].Hash, keys[i].Range)));
        var (responses, consumed) = (new JsonArray(), new List<(string Name, ConsumedUnits Units)>());
        for (var i = 0; i < keys.Length; i++)
        {
            var (request, _, projection, table) = reads[i];
            var item = table.Find(keys[i].Hash, keys[i].Range)?.Item;
            var units = new ConsumedUnits(table) { OfTable = Capacity.Read(item?.Size ?? 0, isConsistent: true, isTransaction: true) };
            table.TakeReads(null, units.OfTable);
            table.Record(ItemOutcome.Read, by, item is null ? 0 : 1);
            consumed.Add(((string)request["TableName"]!, units));
            responses.Add((JsonNode)(item is null ? [] : new JsonObject { ["Item"] = ValueJson.Write(projection?.Of(item) ?? item) }));
        }

        return BatchRequests.Answer(new JsonObject { ["Responses"] = responses }, input, consumed, "ReadCapacityUnits");
    }

    public static JsonObject Write(TableCatalog at, JsonObject input, Sender by)
    {
        var actions = input["TransactItems"]!.AsArray().Select(i => Read(at, i!.AsObject())).ToList();
        if (actions.Sum(static a => (long)a.Item.Size) > MostBytes)
        {
            throw TableException.Invalid("Transaction size has exceeded the maximum allowed size of 4194304 bytes");
        }

        actions.ForEach(static a => a.RequireFilled());
        var token = (string?)input["ClientRequestToken"];
        if (token is not null && at.Tokens.IsReplay(token, input["TransactItems"]!.ToJsonString()))
        {
            return Replayed(actions, input);
        }

        var reasons = new CancellationReasons(actions.Count);
        var writes = new ItemWrite?[actions.Count];
        for (var i = 0; i < writes.Length; i++)
        {
            writes[i] = reasons.Try(i, actions[i].Write);
            if (actions[i].Table.WriteRefusal() is { } refusal)
            {
                reasons.Throttle(i, refusal);
            }
        }

        RequireOnce(writes.OfType<ItemWrite>().Select(static w => (w.Table, w.Hash, w.Range)));
        var changes = new ItemChange[writes.Length];
        for (var i = 0; i < writes.Length; i++)
        {
            if (writes[i] is { } write)
            {
                changes[i] = reasons.Try(i, () => Prepare(write, reasons, i));
            }
        }

        reasons.Cancel(actions.Select(static a => a.Table), by);
        List<(string Name, ConsumedUnits Units)> consumed = [];
        for (var i = 0; i < writes.Length; i++)
        {
            var write = writes[i]!;
            var row = write.Table.Find(write.Hash, write.Range);
            consumed.Add((actions[i].Name, write.Table.Apply(row, write.Hash, write.Range, changes[i].Item, isTransaction: true)));
            write.Table.Record(write.Kind == WriteKind.Check ? ItemOutcome.Read : ItemOutcome.Written, by, 1);
        }

        if (token is not null)
        {
            at.Tokens.Keep(token, input["TransactItems"]!.ToJsonString());
        }

        var answer = BatchRequests.WithMetrics([], input, [.. writes.Select((w, i) => (actions[i].Name, w!)).Where(static w => w.Item2.Kind != WriteKind.Check)]);
        return BatchRequests.Answer(answer, input, consumed, "WriteCapacityUnits");
    }

    private static ItemChange Prepare(ItemWrite write, CancellationReasons reasons, int index)
    {
        var before = write.Table.Find(write.Hash, write.Range)?.Item;
        if (write.Condition is { } condition && !condition(before))
        {
            reasons.ConditionFailed(index, write.ShowsOnFailure ? before : null);
            return default;
        }

        var change = write.Change(before);
        write.Table.RequireRoom(write.Hash, before, change.Item);
        return change;
    }

    // The same answer without effects, for the units of a read.
    private static JsonObject Replayed(List<TransactionAction> actions, JsonObject input) => BatchRequests.Answer(
        [],
        input,
        actions.ConvertAll(static a =>
        {
            var write = a.Write();
            var size = write.Table.Find(write.Hash, write.Range)?.Item.Size ?? 0;
            return (a.Name, new ConsumedUnits(a.Table) { OfTable = Capacity.Read(size, isConsistent: true, isTransaction: true) });
        }),
        "ReadCapacityUnits");

    private static TransactionAction Read(TableCatalog at, JsonObject element)
    {
        if (element.Count != 1 || _kinds.FirstOrDefault(element.ContainsKey) is not { } kind)
        {
            throw TableException.Invalid("TransactItems can only contain one of Check, Put, Update or Delete");
        }

        var request = element[kind]!.AsObject();
        var use = kind == "Update" ? ExpressionUse.Update : ExpressionUse.Write;
        use.Check(request);
        var item = ValueReader.Item((request["Item"] ?? request["Key"])!.AsObject());
        ItemRequests.RequireSize(item);
        var conditions = WriteConditions.Read(request, at, use);
        var table = ItemRequests.Table(at, request);
        return new TransactionAction((string)request["TableName"]!, table, item, kind switch
        {
            "Put" => () => ItemRequests.WriteOf(table, item, conditions),
            "Delete" => () => ItemRequests.DeleteOf(table, item, conditions),
            "Update" => () => ItemRequests.UpdateOf(table, item, conditions),
            _ => () => ItemRequests.CheckOf(table, item, conditions),
        });
    }

    private static void RequireOnce(IEnumerable<(Table, KeyTuple, KeyTuple)> items)
    {
        var seen = new HashSet<(Table, KeyTuple, KeyTuple)>();
        if (!items.All(seen.Add))
        {
            throw TableException.Invalid(Twice);
        }
    }
}

/// <summary>An action of a transaction.</summary>
/// <param name="Name">Of the table, as the request calls it.</param>
/// <param name="Table">Whose item.</param>
/// <param name="Item">The item or key.</param>
/// <param name="Write">Checks it against the table.</param>
internal sealed record TransactionAction(string Name, Table Table, Item Item, Func<ItemWrite> Write)
{
    /// <summary>Empty keys are refused before the transaction begins.</summary>
    public void RequireFilled() => ItemChecks.RequireFilled(Table, Item);
}
