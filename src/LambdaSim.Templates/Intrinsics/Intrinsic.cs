using System.Diagnostics.CodeAnalysis;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Intrinsics;

/// <summary>A function call of CloudFormation: a map of one member whose name is a function's.</summary>
/// <param name="Name">The name, such as <c>Fn::Sub</c> or <c>Ref</c>.</param>
/// <param name="Argument">What it is given.</param>
internal readonly record struct Intrinsic(string Name, Node Argument)
{
    public static bool TryRead(Node node, out Intrinsic intrinsic)
    {
        intrinsic = default;
        if (node is not MapNode map || !map.TryGetOnly(out var only) || !IsName(only.Key))
        {
            return false;
        }

        intrinsic = new Intrinsic(only.Key, only.Value);
        return true;
    }

    public static bool Is(Node? node) => node is not null && TryRead(node, out _);

    /// <summary>The name that a <c>Ref</c> gives, or null where the value is none.</summary>
    public static bool IsRef([NotNullWhen(true)] Node? node, [NotNullWhen(true)] out string? name)
    {
        name = node is not null && TryRead(node, out var call) && call is { Name: "Ref", Argument: TextNode text } ? text.Text : null;
        return name is not null;
    }

    /// <summary>The resource and attribute of a <c>Fn::GetAtt</c> of plain names.</summary>
    public static bool IsGetAtt([NotNullWhen(true)] Node? node, [NotNullWhen(true)] out string? id, [NotNullWhen(true)] out string? attribute)
    {
        id = attribute = null;
        if (node is null || !TryRead(node, out var call) || call.Name != "Fn::GetAtt")
        {
            return false;
        }

        if (call.Argument is TextNode { Text: var path } && path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
        {
            (id, attribute) = (path[..dot], path[(dot + 1)..]);
        }
        else if (call.Argument is ListNode { Items: [TextNode first, TextNode second, ..] and var items } && items.All(i => i is TextNode))
        {
            (id, attribute) = (first.Text, string.Join('.', items.Skip(1).Cast<TextNode>().Select(t => t.Text)));
        }

        return id is not null;
    }

    // A condition is a function's name only where conditions stand; {"Condition": "X"} elsewhere is a member (of a policy, a resource).
    private static bool IsName(string key) => key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal);
}
