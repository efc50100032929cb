using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Parameters;

namespace LambdaSim.Wire.Ssm;

/// <summary>Filters of lists of parameters: all of them must match, each by one of its values.</summary>
internal static class ParameterFilters
{
    /// <param name="parameter">Asked about.</param>
    /// <param name="filters">All must match.</param>
    /// <param name="isByPath">Of a list below a path, which knows fewer keys.</param>
    /// <param name="unsaid">How values are compared where the filter does not say it.</param>
    public static bool Matches(Parameter parameter, IEnumerable<JsonObject> filters, bool isByPath, string unsaid = "Equals") => filters.All(f => Matches(parameter, f, isByPath, unsaid));

    private static bool Matches(Parameter parameter, JsonObject filter, bool isByPath, string unsaid)
    {
        var key = (string)filter["Key"]!;
        var values = (filter["Values"] as JsonArray)?.Select(static v => (string)v!).ToList() ?? [];
        var option = (string?)filter["Option"] ?? unsaid;
        var settings = parameter.Latest.Settings;
        if (isByPath && key is not ("Type" or "KeyId" or "Label"))
        {
            throw ParameterException.BadFilter(key);
        }

        return key switch
        {
            "Path" => values.Exists(v => IsBelow(parameter.Name, v, option)),
            "Label" => values.Exists(parameter.Latest.Labels.Contains),
            _ when key.StartsWith("tag:", StringComparison.Ordinal) => parameter.Tags.TryGetValue(key[4..], out var tag) && (values.Count == 0 || values.Exists(v => Is(tag, v, option))),
            _ => Subject(parameter, settings, key) is { } subject && values.Exists(v => Is(subject, v, option)),
        };
    }

    private static string? Subject(Parameter parameter, ParameterSettings settings, string key) => key switch
    {
        "Name" => parameter.Name,
        "Type" => settings.Type,
        "KeyId" => settings.Type == ParameterSettings.Secure ? settings.KeyId ?? "alias/aws/ssm" : null,
        "Tier" => settings.Tier,
        _ => settings.DataType,
    };

    private static bool Is(string subject, string value, string option) => option switch
    {
        "BeginsWith" => subject.StartsWith(value, StringComparison.Ordinal),
        "Contains" => subject.Contains(value, StringComparison.Ordinal),
        _ => subject == value,
    };

    private static bool IsBelow(string name, string path, string option)
    {
        var below = path.EndsWith('/') ? path : path + "/";
        return name.StartsWith(below, StringComparison.Ordinal) && (option == "Recursive" || name.IndexOf('/', below.Length) < 0);
    }
}
