using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Policies;

/// <summary><c>Policies</c> of a function or state machine: names and ARNs of managed policies, documents, and SAM's policy templates.</summary>
internal static class PolicyList
{
    public static void Add(string owner, string roleId, Node policies, RoleDraft role, SamContext context)
    {
        IReadOnlyList<Node> items = policies is ListNode list ? list.Items : [policies];
        for (var i = 0; i < items.Count; i++)
        {
            AddOne(owner, Text.Invariant($"{roleId}Policy{i}"), i, items[i], role, context);
        }
    }

    private static void AddOne(string owner, string name, int index, Node policy, RoleDraft role, SamContext context)
    {
        switch (policy)
        {
            case TextNode text:
                role.Attach(ManagedPolicy(text, context));
                break;
            case MapNode map when map.Has("Statement"):
                role.Add(Node.Of(name), map);
                break;
            case MapNode map when IsConditionalTemplate(map, out var condition, out var then, out var otherwise):
                role.Add(Make.If(condition, Named(owner, name, then), Named(owner, name, otherwise)));
                break;
            case MapNode map when Intrinsic.Is(map):
                role.Attach(Conditional(map, context));
                break;
            case MapNode map when map.TryGetOnly(out var only) && PolicyTemplates.Knows(only.Key):
                role.Add(Node.Of(name), PolicyTemplates.Document(owner, only.Key, only.Value));
                break;
            case LiteralNode { Literal: LiteralKind.Null }:
                break;
            default:
                throw SamFault.Resource(owner, Text.Invariant($"Policy at index {index} in the 'Policies' property is not valid"), policy);
        }
    }

    private static Node Named(string owner, string name, Node branch)
    {
        var document = branch is MapNode map && map.TryGetOnly(out var only) && PolicyTemplates.Knows(only.Key)
            ? PolicyTemplates.Document(owner, only.Key, only.Value)
            : branch;
        return IsDocument(branch) ? Node.Map(("PolicyName", Node.Of(name)), ("PolicyDocument", document)) : document;
    }

    private static bool IsConditionalTemplate(MapNode map, out string condition, out Node then, out Node otherwise)
    {
        (condition, then, otherwise) = (string.Empty, map, map);
        if (!Intrinsic.TryRead(map, out var call) || call is not { Name: "Fn::If", Argument: ListNode { Items: [TextNode name, var first, var second] } })
        {
            return false;
        }

        (condition, then, otherwise) = (name.Text, first, second);
        return IsDocument(first) || IsDocument(second);
    }

    private static bool IsDocument(Node node) =>
        node is MapNode map && (map.Has("Statement") || (map.TryGetOnly(out var only) && PolicyTemplates.Knows(only.Key)));

    private static Node Conditional(MapNode map, SamContext context) =>
        Intrinsic.TryRead(map, out var call) && call is { Name: "Fn::If", Argument: ListNode { Items: [TextNode name, var first, var second] } }
            ? Make.If(name.Text, Branch(first, context), Branch(second, context))
            : map;

    private static Node Branch(Node node, SamContext context) => node is TextNode text ? ManagedPolicy(text, context) : node;

    // Only AWS's own names stand alone; what is neither theirs nor an ARN stays as it is.
    private static Node ManagedPolicy(TextNode name, SamContext context) =>
        LambdaSim.Resources.Arn.IsMeant(name.Text) || name.Text.AsSpan().IndexOfAny("/:{ ") >= 0
            ? name
            : RoleResource.Managed(ServiceRoles.PathOf(name.Text), context);
}
