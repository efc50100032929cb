using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Sources;

/// <summary>What a function says has failed of a batch (rules ESM-PARTIAL and STM-PARTIAL): nothing, some of it, or all of them since the answer cannot be what was meant.</summary>
/// <param name="Failed">Ids of messages, or sequence numbers of records, that failed.</param>
/// <param name="Problem">Why the whole batch failed; null: it did not.</param>
internal sealed record PartialResponse(IReadOnlySet<string> Failed, string? Problem)
{
    private const string Failures = "batchItemFailures", Identifier = "itemIdentifier", Offset = "offset";

    private static readonly HashSet<string> _none = [];

    /// <summary>All has succeeded.</summary>
    public static PartialResponse Success { get; } = new(_none, null);

    /// <param name="payload">What the function answered.</param>
    /// <param name="isInBatch">Whether a message or record of this id is in the batch.</param>
    public static PartialResponse Read(ReadOnlyMemory<byte> payload, Func<string, bool> isInBatch)
    {
        if (payload.IsEmpty)
        {
            return Success;
        }

        if (JsonText.ProblemOf(payload.Span) is not null)
        {
            return Whole("the answer is no JSON");
        }

        using var json = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        var root = json.RootElement;
        if (IsNothing(root))
        {
            return Success;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return Whole("the answer is no object");
        }

        if (!root.TryGetProperty(Failures, out var list) || IsNothing(list))
        {
            return Success;
        }

        return list.ValueKind == JsonValueKind.Array ? Items(list, isInBatch) : Whole($"{Failures} is no list");
    }

    private static PartialResponse Items(JsonElement list, Func<string, bool> isInBatch)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(Identifier, out var id) || id.ValueKind == JsonValueKind.Null)
            {
                return Whole($"an item of {Failures} has no {Identifier}");
            }

            // Of Kafka the partition and the offset (rule KFK-PARTIAL): a batch has records of one partition.
            if (id.ValueKind == JsonValueKind.Object && id.TryGetProperty(Offset, out var offset) && offset.ValueKind is JsonValueKind.Number or JsonValueKind.String)
            {
                id = offset;
            }

            var text = id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();
            if (text.Length == 0)
            {
                return Whole($"an {Identifier} is empty");
            }

            if (!isInBatch(text))
            {
                return Whole($"'{text}' is the id of nothing in the batch");
            }

            failed.Add(text);
        }

        return new PartialResponse(failed, null);
    }

    // An empty text or list stands for nothing, as null does.
    private static bool IsNothing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""))
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    private static PartialResponse Whole(string problem) => new(_none, problem);
}
