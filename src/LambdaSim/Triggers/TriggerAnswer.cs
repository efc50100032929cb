using System.Text;
using System.Text.Json;

namespace LambdaSim.Triggers;

/// <summary>What a service made of a function's answer.</summary>
public sealed record TriggerAnswer
{
    /// <summary>The service goes on: an event was accepted, or an answer keeps the service's contract.</summary>
    public bool Succeeded => Error is null;

    /// <summary>The error that the service raises, by its own name; null: none.</summary>
    public string? Error { get; init; }

    /// <summary>Why, in words; empty: nothing went wrong.</summary>
    public string Message { get; init; } = "";

    /// <summary>What the function returned, as JSON; empty where it returned nothing or was not waited for.</summary>
    public string Json { get; init; } = "";

    /// <summary>How often the service called.</summary>
    public int Attempts { get; init; }

    /// <summary>The request id of the last call; empty where none arrived.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>What the function returned.</summary>
    /// <exception cref="InvalidOperationException">It returned nothing that is JSON.</exception>
    public JsonElement Value()
    {
        if (Json.Length == 0)
        {
            throw new InvalidOperationException(Error is null ? "the function was not waited for, so there is no answer" : $"there is no answer: {Error}, {Message}");
        }

        using var document = JsonDocument.Parse(Json);
        return document.RootElement.Clone();
    }

    internal static string TextOf(ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);
}
