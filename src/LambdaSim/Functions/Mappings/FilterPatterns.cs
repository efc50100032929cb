using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Filters;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Whether filters can be used (rule CTL-MAPPING-FILTER): what the matcher itself reads.</summary>
internal static class FilterPatterns
{
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
        try
        {
            EventPattern.Parse(pattern, PatternDialect.Mapping);
        }
        catch (PatternException)
        {
            return false;
        }

        return !kind.IsStream() || HasJsonData(kind, pattern);
    }

    // What a stream carries can only be matched as JSON.
    private static bool HasJsonData(EventSourceKind kind, string pattern)
    {
        using var json = JsonDocument.Parse(pattern, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        return !json.RootElement.TryGetProperty(kind == EventSourceKind.Kinesis ? "data" : "dynamodb", out var data) || data.ValueKind == JsonValueKind.Object;
    }
}
