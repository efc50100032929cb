using System.Text.Json.Nodes;
using LambdaSim.Configuration;

namespace LambdaSim.Wire.Codecs;

/// <summary>
/// A request against its service's model, before the service looks at it: every violation in one message, as AWS does (rule HTTP-MODEL).
/// </summary>
internal static class ModelCheck
{
    private const string KeysBegin = "Map keys must satisfy constraint: ";

    /// <summary>AWS's message; null: the request keeps to its model.</summary>
    public static string? MessageOf(WireShape input, JsonObject document)
    {
        List<string> violations = [];
        Structure(input, document, "", violations);
        return violations.Count == 0 ? null
            : Text.Invariant($"{violations.Count} validation error{(violations.Count == 1 ? "" : "s")} detected: {string.Join("; ", violations)}");
    }

    private static void Structure(WireShape shape, JsonObject document, string path, List<string> violations)
    {
        foreach (var member in shape.Members)
        {
            var at = path + char.ToLowerInvariant(member.Name[0]) + member.Name[1..];
            if (document[member.Name] is { } value)
            {
                Value(member.Shape, value, at, violations);
            }
            else if (member.IsRequired)
            {
                violations.Add($"Value null at '{at}' failed to satisfy constraint: Member must not be null");
            }
        }
    }

    private static void Value(WireShape shape, JsonNode value, string path, List<string> violations)
    {
        if (shape.Limits is { } limits)
        {
            foreach (var constraint in Violated(shape, limits, value))
            {
                violations.Add($"Value '{Printed(shape, value)}' at '{path}' failed to satisfy constraint: {(constraint.StartsWith(KeysBegin, StringComparison.Ordinal) ? constraint : $"Member must {constraint}")}");
            }
        }

        switch (value)
        {
            case JsonObject inner when shape.Kind == WireKind.Structure:
                Structure(shape, inner, $"{path}.", violations);
                break;
            case JsonObject map when shape.Kind == WireKind.Map:
                foreach (var (key, item) in map)
                {
                    Item(shape, item, $"{path}.{key}", violations);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Item(shape, list[i], Text.Invariant($"{path}.{i + 1}.member"), violations);
                }

                break;
        }
    }

    private static void Item(WireShape shape, JsonNode? item, string path, List<string> violations)
    {
        if (item is not null && shape.Item is { } member)
        {
            Value(member.Shape, item, path, violations);
        }
    }

    private static IEnumerable<string> Violated(WireShape shape, WireLimits limits, JsonNode value)
    {
        if (value is JsonValue text && text.TryGetValue<string>(out var said) && shape.Kind == WireKind.String)
        {
            if (limits.Values is { } values && !values.Contains(said, StringComparer.Ordinal))
            {
                yield return $"satisfy enum value set: [{string.Join(", ", values)}]";
            }

            if (!limits.Matches(said))
            {
                yield return $"satisfy regular expression pattern: {limits.Pattern}";
            }
        }

        if (limits.Keys is { Min: var least, Max: var most } && value is JsonObject map && map.Any(m => m.Key.Length < least || m.Key.Length > most))
        {
            yield return Text.Invariant($"{KeysBegin}[Member must have length less than or equal to {most}, Member must have length greater than or equal to {least}]");
        }

        var isNumber = shape.Kind is WireKind.Integer or WireKind.Long;
        var what = isNumber ? "value" : "length";
        var size = isNumber ? Scalars.Integer(shape.Kind, value, new WireWalk()) : Length(shape, value);
        if (size > limits.Max)
        {
            yield return Text.Invariant($"have {what} less than or equal to {limits.Max}");
        }
        else if (size < limits.Min)
        {
            yield return Text.Invariant($"have {what} greater than or equal to {limits.Min}");
        }
    }

    private static long Length(WireShape shape, JsonNode value) => value switch
    {
        JsonArray list => list.Count,
        JsonObject map => map.Count,
        _ when shape.Kind == WireKind.Blob => Convert.FromBase64String(value.GetValue<string>()).Length,
        _ when shape.Kind == WireKind.String => value.GetValue<string>().Length,
        _ => 0,
    };

    // Bytes are told by their number, as Java tells them.
    private static string Printed(WireShape shape, JsonNode value) =>
        shape.Kind == WireKind.Blob ? Text.Invariant($"java.nio.HeapByteBuffer[pos=0 lim={Length(shape, value)} cap={Length(shape, value)}]") : Printed(value);

    private static string Printed(JsonNode value) => value switch
    {
        JsonArray list => $"[{string.Join(", ", list.Select(static i => i is null ? "null" : Printed(i)))}]",
        JsonObject map => $"{{{string.Join(", ", map.Select(static m => $"{m.Key}={(m.Value is null ? "null" : Printed(m.Value))}"))}}}",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };
}
