using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>JSON as the recordings' client wrote it: columns and lengths are counted in it.</summary>
internal static class PythonJson
{
    public static string Of(JsonNode? node) => node switch
    {
        JsonObject o => $"{{{string.Join(", ", o.Select(static m => $"{Text(m.Key)}: {Of(m.Value)}"))}}}",
        JsonArray a => $"[{string.Join(", ", a.Select(Of))}]",
        null => "null",
        _ when node.GetValueKind() == JsonValueKind.Number => Number(node.ToJsonString()),
        _ when node.GetValueKind() == JsonValueKind.String => Text((string)node!),
        _ => node.ToJsonString(),
    };

    private static string Text(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Number(string text) => text.Contains('e', StringComparison.Ordinal) ? double.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : text;
}
