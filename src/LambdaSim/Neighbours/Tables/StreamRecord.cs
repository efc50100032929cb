using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

/// <summary>A change of an item, as a stream keeps it.</summary>
/// <param name="At">When.</param>
/// <param name="Number">Its place in the stream.</param>
/// <param name="KeyHash">Of the item's key.</param>
/// <param name="Keys">The item's key.</param>
/// <param name="Before">Null: there was none.</param>
/// <param name="After">Null: there is none.</param>
/// <param name="IsExpiry">It was deleted because its time was over.</param>
internal sealed record StreamRecord(Instant At, long Number, ulong KeyHash, Item Keys, Item? Before, Item? After, bool IsExpiry)
{
    private byte[]? _json;

    public string EventName => Before is null ? "INSERT" : After is null ? "REMOVE" : "MODIFY";

    /// <summary>As a function gets it, and as GetRecords shows it but for the ARN (rule DDB-STREAM-RECORD).</summary>
    public byte[] Json(TableStream stream) => _json ??= Write(stream);

    public JsonObject Document(TableStream stream)
    {
        var (view, keys) = (stream.View, Keys);
        var (shownBefore, shownAfter) = (view is StreamView.OldImage or StreamView.NewAndOldImages ? Before : null, view is StreamView.NewImage or StreamView.NewAndOldImages ? After : null);
        var data = new JsonObject { ["ApproximateCreationDateTime"] = At.ToUnixTimeSeconds(), [nameof(Keys)] = ValueJson.Write(keys) };
        if (shownAfter is not null)
        {
            data["NewImage"] = ValueJson.Write(shownAfter);
        }

        if (shownBefore is not null)
        {
            data["OldImage"] = ValueJson.Write(shownBefore);
        }

        data["SequenceNumber"] = stream.SequenceOf(Number);
        data["SizeBytes"] = (long)keys.Size + (shownBefore?.Size ?? 0) + (shownAfter?.Size ?? 0);
        data["StreamViewType"] = view.Name();
        var record = new JsonObject
        {
            ["eventID"] = stream.EventId(Number),
            ["eventName"] = EventName,
            ["eventVersion"] = "1.1",
            ["eventSource"] = "aws:dynamodb",
            ["awsRegion"] = stream.Arn.Region,
            ["dynamodb"] = data,
        };
        if (IsExpiry)
        {
            record["userIdentity"] = new JsonObject { ["type"] = "Service", ["principalId"] = "dynamodb.amazonaws.com" };
        }

        return record;
    }

    private byte[] Write(TableStream stream)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Document(stream).WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
