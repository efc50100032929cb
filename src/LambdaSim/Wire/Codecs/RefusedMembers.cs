using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>Finds what a request says and no service here knows: dropped in silence it would look as if it acted (rule HTTP-REFUSED-MEMBER).</summary>
internal static class RefusedMembers
{
    /// <summary>The path of the first one that says something; null: none does.</summary>
    public static string? Find(WireShape shape, JsonObject request)
    {
        foreach (var member in shape.Members)
        {
            if (request[member.Name] is { } value && !IsEmpty(value) && (member.IsRefused ? "" : Below(member.Shape, value)) is { } below)
            {
                return below.Length == 0 ? member.Name : $"{member.Name}.{below}";
            }
        }

        return null;
    }

    private static string? Below(WireShape shape, JsonNode value) => (shape.Kind, value) switch
    {
        (WireKind.Structure, JsonObject structure) => Find(shape, structure),
        (WireKind.List, JsonArray list) => list.Select(i => i is null ? null : Below(shape.Item!.Shape, i)).FirstOrDefault(static p => p is not null),
        (WireKind.Map, JsonObject map) => map.Select(i => i.Value is null ? null : Below(shape.Item!.Shape, i.Value)).FirstOrDefault(static p => p is not null),
        _ => null,
    };

    // Clients send what they have not as empty, and false.
    private static bool IsEmpty(JsonNode value) => value switch
    {
        JsonArray list => list.Count == 0,
        JsonObject map => map.Count == 0,
        JsonValue scalar when scalar.TryGetValue<bool>(out var flag) => !flag,
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => text.Length == 0,
        _ => false,
    };
}
