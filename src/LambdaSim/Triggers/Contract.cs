using System.Text.Json;

namespace LambdaSim.Triggers;

/// <summary>Parts of what services ask of answers; each gives what is wrong, or null.</summary>
internal static class Contract
{
    public static string? Anything(JsonElement answer) => null;

    public static string? Object(JsonElement answer) => answer.ValueKind == JsonValueKind.Object ? null : "the answer is no object";

    public static string? OneOf(JsonElement answer, string member, params string[] values) =>
        Object(answer) ?? (answer.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && Array.IndexOf(values, value.GetString()) >= 0
            ? null
            : $"{member} must be one of {string.Join(", ", values)}");

    public static string? Has(JsonElement answer, string member, JsonValueKind kind) =>
        Object(answer) ?? (answer.TryGetProperty(member, out var value) && value.ValueKind == kind ? null : $"the answer has no {member} that is {(kind == JsonValueKind.Array ? "a list" : kind == JsonValueKind.Object ? "an object" : "a text")}");
}
