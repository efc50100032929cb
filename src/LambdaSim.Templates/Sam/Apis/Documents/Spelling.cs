using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>Values as SAM's messages show them.</summary>
internal static class Spelling
{
    public static string Of(Node? node) => node is TextNode text ? text.Text : Inner(node);

    private static string Inner(Node? node) => node switch
    {
        TextNode text => "'" + text.Text + "'",
        LiteralNode { Json: "true" } => "True",
        LiteralNode { Json: "false" } => "False",
        null or LiteralNode { Literal: LiteralKind.Null } => "None",
        LiteralNode literal => literal.Json,
        ListNode list => "[" + string.Join(", ", list.Items.Select(Inner)) + "]",
        MapNode map => "{" + string.Join(", ", map.Members.Select(m => $"'{m.Key}': {Inner(m.Value)}")) + "}",
        _ => string.Empty,
    };
}
