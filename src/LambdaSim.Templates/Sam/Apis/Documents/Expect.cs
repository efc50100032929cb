using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>Values of a kind, refused in SAM's words where they are of another.</summary>
internal static class Expect
{
    public static MapNode Map(Node? node, string id, string property) => node as MapNode ?? throw Wrong(node, id, property, "a map");

    public static ListNode List(Node? node, string id, string property) => node as ListNode ?? throw Wrong(node, id, property, "a list");

    public static TextNode Text(Node? node, string id, string property) => node as TextNode ?? throw Wrong(node, id, property, "a string");

    public static Node Present(Node? node, string id, string property, Node at) =>
        node is null || Make.IsNull(node) ? throw SamFault.Resource(id, $"Property '{property}' is required.", at) : node;

    public static SamFault Wrong(Node? node, string id, string property, string kind) =>
        SamFault.Resource(id, $"Property '{property}' should be {kind}.", node);
}
