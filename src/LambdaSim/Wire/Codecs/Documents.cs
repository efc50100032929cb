using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>Objects and lists of the document between codec and service.</summary>
internal static class Documents
{
    public static JsonObject Object(JsonNode? value, WireWalk walk) => value as JsonObject ?? throw walk.Fail("must be an object");

    public static JsonArray Array(JsonNode? value, WireWalk walk) => value as JsonArray ?? throw walk.Fail("must be a list");

    /// <summary>A document that is written has no member but those of its shape.</summary>
    public static WireMember Member(WireShape shape, string name, WireWalk walk) => shape.Named(name) ?? throw walk.Fail($"has no member {name}");

    /// <summary>Adds a member that a reader has found.</summary>
    public static void Add(JsonObject target, string name, JsonNode value, WireWalk walk, DocumentPlace place)
    {
        if (!target.TryAdd(name, value))
        {
            throw walk.Fail($"has {name} twice", place);
        }
    }

    /// <summary>A member that is null is one that is not there.</summary>
    public static void DropNulls(JsonObject target)
    {
        for (var i = target.Count - 1; i >= 0; i--)
        {
            if (target[i] is null)
            {
                target.RemoveAt(i);
            }
        }
    }
}
