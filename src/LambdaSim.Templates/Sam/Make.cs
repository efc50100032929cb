using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>Small pieces of CloudFormation that translations are made of.</summary>
internal static class Make
{
    public static MapNode Ref(string name) => Node.Map(("Ref", Node.Of(name)));

    public static MapNode GetAtt(string id, string attribute) => Node.Map(("Fn::GetAtt", Node.List(Node.Of(id), Node.Of(attribute))));

    public static MapNode Sub(string text) => Node.Map(("Fn::Sub", Node.Of(text)));

    public static MapNode Sub(string text, params ReadOnlySpan<(string Key, Node? Value)> variables) =>
        Node.Map(("Fn::Sub", Node.List(Node.Of(text), Node.Map(variables))));

    public static MapNode If(string condition, Node then, Node otherwise) =>
        Node.Map(("Fn::If", Node.List(Node.Of(condition), then, otherwise)));

    public static MapNode NoValue => Ref("AWS::NoValue");

    public static ListNode Texts(params IReadOnlyList<string> texts) => Node.List([.. texts.Select(t => Node.Of(t))]);

    /// <summary>The text of a value that is one, else null.</summary>
    public static string? Text(Node? node) => (node as TextNode)?.Text;

    public static bool IsNull(Node? node) => node is null or LiteralNode { Literal: LiteralKind.Null };

    public static bool IsTrue(Node? node) => node is LiteralNode { Json: "true" };

    public static bool IsFalse(Node? node) => node is LiteralNode { Json: "false" };
}
