using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Whether filters can be used (rule CTL-MAPPING-FILTER): objects all the way down to lists of values or operators.</summary>
internal static class FilterPatterns
{
    private const int MaxDepth = 64;

    private static readonly string[] _operators = ["prefix", "suffix", "anything-but", "numeric", "exists", "equals-ignore-case", "wildcard", "cidr"];

    /// <exception cref="InvalidParameterValueException">One of them is none.</exception>
    public static void Check(EventSourceKind kind, FilterCriteria? criteria)
    {
        foreach (var filter in criteria?.Filters ?? [])
        {
            if (filter?.Pattern is { } pattern && !IsPattern(kind, pattern))
            {
                throw new InvalidParameterValueException("Invalid filter pattern definition.");
            }
        }
    }

    private static bool IsPattern(EventSourceKind kind, string pattern)
    {
        var utf8 = Encoding.UTF8.GetBytes(pattern);
        if (JsonText.ProblemOf(utf8, MaxDepth) is not null)
        {
            return false;
        }

        using var json = JsonDocument.Parse(utf8);
        return IsNode(json.RootElement) && HasDataOf(kind, json.RootElement);
    }

    private static bool IsNode(JsonElement node) =>
        node.ValueKind == JsonValueKind.Object && node.EnumerateObject().Any()
        && node.EnumerateObject().All(static m => m.Value.ValueKind switch
        {
            JsonValueKind.Object => IsNode(m.Value),
            JsonValueKind.Array when m.Name == "$or" => m.Value.GetArrayLength() > 0 && m.Value.EnumerateArray().All(IsNode),
            JsonValueKind.Array => m.Value.GetArrayLength() > 0 && m.Value.EnumerateArray().All(IsRule),
            _ => false,
        });

    private static bool IsRule(JsonElement rule) => rule.ValueKind switch
    {
        JsonValueKind.Array => false,
        JsonValueKind.Object => rule.EnumerateObject().Count() == 1 && _operators.Contains(rule.EnumerateObject().First().Name, StringComparer.Ordinal),
        _ => true,
    };

    // What a stream carries can only be matched as JSON.
    private static bool HasDataOf(EventSourceKind kind, JsonElement pattern) =>
        !kind.IsStream()
        || !pattern.TryGetProperty(kind == EventSourceKind.Kinesis ? "data" : "dynamodb", out var data)
        || data.ValueKind == JsonValueKind.Object;
}
