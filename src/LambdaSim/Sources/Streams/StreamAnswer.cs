using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Sources.Streams;

/// <summary>The state that a function answers for its tumbling window (rule STM-TUMBLING).</summary>
internal static class StreamAnswer
{
    /// <summary>The most bytes of a state.</summary>
    public const int MostState = 1_024 * 1_024;

    private const string Member = "state";

    /// <summary>The state of an answer; null: it has none, so that the invocation counts as failed.</summary>
    public static ReadOnlyMemory<byte>? StateOf(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty || JsonText.ProblemOf(payload.Span) is not null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(Member, out var state) && state.ValueKind == JsonValueKind.Object
            ? System.Text.Encoding.UTF8.GetBytes(state.GetRawText())
            : default(ReadOnlyMemory<byte>?);
    }
}
