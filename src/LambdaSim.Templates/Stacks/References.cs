using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Stacks;

/// <summary>A name that a value refers to.</summary>
/// <param name="Name">A resource, parameter, pseudo parameter or, with <paramref name="IsCondition"/>, a condition.</param>
/// <param name="Attribute">The attribute, of a <c>Fn::GetAtt</c>; else null.</param>
/// <param name="IsCondition">Whether a condition is meant.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct Reference(string Name, string? Attribute, bool IsCondition, Place Place);

/// <summary>Finds what a value refers to without working it out.</summary>
internal static class References
{
    public static IEnumerable<Reference> In(Node node)
    {
        var open = new Stack<Node>();
        open.Push(node);
        while (open.TryPop(out var next))
        {
            if (Intrinsic.TryRead(next, out var call))
            {
                foreach (var found in Of(call, next.Place))
                {
                    yield return found;
                }
            }

            switch (next)
            {
                case MapNode map:
                    foreach (var member in map.Members.Reverse())
                    {
                        open.Push(member.Value);
                    }

                    break;
                case ListNode list:
                    foreach (var item in list.Items.Reverse())
                    {
                        open.Push(item);
                    }

                    break;
            }
        }
    }

    private static IEnumerable<Reference> Of(Intrinsic call, Place place) => call switch
    {
        { Name: "Ref", Argument: TextNode name } => [new Reference(name.Text, null, IsCondition: false, name.Place)],
        { Name: "Fn::GetAtt" } => Attribute(call, place),
        { Name: "Fn::Sub" } => Variables(call.Argument),
        { Name: "Fn::If", Argument: ListNode { Items: [TextNode name, ..] } } => [new Reference(name.Text, null, IsCondition: true, name.Place)],
        _ => [],
    };

    private static IEnumerable<Reference> Attribute(Intrinsic call, Place place) =>
        Intrinsic.IsGetAtt(MapNode.Empty.With(call.Name, call.Argument), out var id, out var attribute)
            ? [new Reference(id, attribute, IsCondition: false, call.Argument.Place)]
            : call.Argument is ListNode { Items: [TextNode first, ..] } ? [new Reference(first.Text, string.Empty, IsCondition: false, place)] : [];

    private static IEnumerable<Reference> Variables(Node argument)
    {
        var (text, own) = argument switch
        {
            TextNode alone => (alone, null),
            ListNode { Items: [TextNode first, MapNode map] } => (first, map),
            ListNode { Items: [TextNode only] } => (only, null),
            _ => (null, null),
        };
        if (text is null)
        {
            yield break;
        }

        foreach (var part in SubPart.Read(text).Where(p => p.IsVariable && own?.Has(p.Text) != true))
        {
            var dot = part.Text.IndexOf('.', StringComparison.Ordinal);
            yield return dot < 0
                ? new Reference(part.Text, null, IsCondition: false, text.Place)
                : new Reference(part.Text[..dot], part.Text[(dot + 1)..], IsCondition: false, text.Place);
        }
    }
}
