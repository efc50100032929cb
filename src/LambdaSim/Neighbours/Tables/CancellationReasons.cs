using System.Text.Json.Nodes;
using LambdaSim.Events;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>Why a transaction is cancelled, action by action (rule DDB-CANCELLED).</summary>
internal sealed class CancellationReasons(int count)
{
    private readonly (string Code, string? Message, Item? Item)[] _reasons = [.. Enumerable.Repeat<(string, string?, Item?)>(("None", null, null), count)];

    /// <summary>Does something for an action; what is refused is its reason.</summary>
    public T? Try<T>(int action, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (AwsServiceException e)
        {
            Set(action, e.ErrorCode == TableException.Validation ? "ValidationError" : e.ErrorCode.Replace("Exception", "", StringComparison.Ordinal), e.Message);
            return default;
        }
    }

    public void ConditionFailed(int action, Item? item) => Set(action, "ConditionalCheckFailed", "The conditional request failed", item);

    public void Throttle(int action, ThroughputRefusal refusal) =>
        Set(action, refusal.Code == TableException.ThrottlingCode ? "ThrottlingError" : "ProvisionedThroughputExceeded", refusal.Message);

    /// <exception cref="TableException">There is one.</exception>
    public void Cancel(IEnumerable<Table> tables, Sender by)
    {
        if (Array.TrueForAll(_reasons, static r => r.Code == "None"))
        {
            return;
        }

        foreach (var (table, reason) in tables.Zip(_reasons))
        {
            if (reason.Code != "None")
            {
                table.Record(reason.Code is "ThrottlingError" or "ProvisionedThroughputExceeded" ? ItemOutcome.OutOfUnits : ItemOutcome.ConditionFailed, by, 1);
            }
        }

        throw TableException.Cancelled([.. _reasons.Select(static r => r.Code)], new JsonArray([.. _reasons.Select(static r => (JsonNode)Document(r.Code, r.Message, r.Item))]));
    }

    // The first reason counts.
    private void Set(int action, string code, string message, Item? item = null)
    {
        if (_reasons[action].Code == "None")
        {
            _reasons[action] = (code, message, item);
        }
    }

    private static JsonObject Document(string code, string? message, Item? item)
    {
        var document = new JsonObject { ["Code"] = code };
        if (item is not null)
        {
            document["Item"] = ValueJson.Write(item);
        }

        if (message is not null)
        {
            document["Message"] = message;
        }

        return document;
    }
}
