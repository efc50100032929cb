using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>A request against its model, in DynamoDB's words: ten violations at most, lists of structures as Java prints them (rule DDB-ENVELOPE).</summary>
internal sealed class DynamoDbCheck
{
    private const int Most = 10, LongestArn = 1_024;

    private readonly List<string> _violations = [];

    /// <summary>AWS's message; null: the request keeps to its model.</summary>
    public static string? MessageOf(WireShape input, JsonObject document)
    {
        var check = new DynamoDbCheck();
        check.Structure(input, document, "");
        return check._violations.Count == 0 ? null
            : Text.Invariant($"{check._violations.Count} validation error{(check._violations.Count == 1 ? "" : "s")} detected: {string.Join("; ", check._violations)}");
    }

    private void Structure(WireShape shape, JsonObject document, string path)
    {
        foreach (var member in shape.Members)
        {
            var at = $"{path}{Lower(member.Name)}";
            if (document[member.Name] is { } value)
            {
                Value(member.Shape, value, at);
            }
            else if (member.IsRequired)
            {
                Add($"Value null at '{at}' failed to satisfy constraint: Member must not be null");
            }
        }
    }

    private void Value(WireShape shape, JsonNode value, string path)
    {
        // Values of items have checks of their own.
        if (ReferenceEquals(shape, DynamoDbShapes.Value) || _violations.Count == Most)
        {
            return;
        }

        if (shape.Limits is { } limits && Violated(shape, limits, value) is { } rule)
        {
            Add($"Value '{Printed(shape, value)}' at '{path}' failed to satisfy constraint: {rule}");
        }

        switch (value)
        {
            case JsonObject inner when shape.Kind == WireKind.Structure:
                Structure(shape, inner, $"{path}.");
                break;
            case JsonObject map when shape.Kind == WireKind.Map:
                foreach (var (key, item) in map)
                {
                    Item(shape, item, $"{path}.{key}.member");
                }

                break;
            case JsonArray list when shape.Kind == WireKind.List:
                for (var i = 0; i < list.Count; i++)
                {
                    Item(shape, list[i], Text.Invariant($"{path}.{i + 1}.member"));
                }

                break;
        }
    }

    private void Item(WireShape shape, JsonNode? item, string path)
    {
        if (item is not null)
        {
            Value(shape.Item!.Shape, item, path);
        }
        else
        {
            Add($"Value null at '{path}' failed to satisfy constraint: Member must not be null");
        }
    }

    private void Add(string violation)
    {
        if (_violations.Count < Most)
        {
            _violations.Add(violation);
        }
    }

    private static string? Violated(WireShape shape, WireLimits limits, JsonNode value)
    {
        if (shape.Kind == WireKind.String)
        {
            var text = value.GetValue<string>();
            if (ReferenceEquals(shape, DynamoDbShapes.TableName) && Resources.Arn.IsMeant(text))
            {
                return text.Length > LongestArn ? Text.Invariant($"Member must have length less than or equal to {LongestArn}") : null;
            }

            return limits.Values is { } values && !values.Contains(text, StringComparer.Ordinal) ? $"Member must satisfy enum value set: [{string.Join(", ", values)}]"
                : text.Length < limits.Min ? Text.Invariant($"Member must have length greater than or equal to {limits.Min}")
                : text.Length > limits.Max ? Text.Invariant($"Member must have length less than or equal to {limits.Max}")
                : !limits.Matches(text) ? $"Member must satisfy regular expression pattern: {limits.Pattern}" : null;
        }

        var isNumber = shape.Kind is WireKind.Integer or WireKind.Long;
        var size = shape.Kind == WireKind.Long ? value.GetValue<long>() : isNumber ? value.GetValue<int>() : value is JsonArray list ? list.Count : value is JsonObject map ? map.Count : 0;
        var what = isNumber ? "value" : "length";
        return size < limits.Min ? Text.Invariant($"Member must have {what} greater than or equal to {limits.Min}")
            : size > limits.Max ? Text.Invariant($"Member must have {what} less than or equal to {limits.Max}") : null;
    }

    private static string Printed(WireShape shape, JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => $"[{string.Join(", ", list.Select(i => Printed(shape.Item!.Shape, i)))}]",
        JsonObject map when shape.Kind == WireKind.Map => $"{{{string.Join(", ", map.Select(m => $"{m.Key}={Printed(shape.Item!.Shape, m.Value)}"))}}}",
        JsonObject structure => $"{shape.Name}({string.Join(", ", shape.Members.Where(m => structure[m.Name] is not null).Select(m => $"{Lower(m.Name)}={Printed(m.Shape, structure[m.Name])}"))})",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
