using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Parts of an item: nested ones come inside their parents, places of lists move together (rule DDB-PROJECTION).</summary>
internal sealed class Projection
{
    private static readonly object _kept = new();

    private readonly PathTree<object> _tree;

    private Projection(PathTree<object> tree, IReadOnlyList<DocumentPath> paths) => (_tree, Paths) = (tree, paths);

    public IReadOnlyList<DocumentPath> Paths { get; }

    /// <exception cref="TableValidationException">Two paths are in each other's way.</exception>
    public static Projection Of(IReadOnlyList<DocumentPath> paths, ExpressionKind kind = ExpressionKind.ProjectionExpression) =>
        new(PathTree<object>.Of(kind, [.. paths.Select(static p => (p, _kept))]), paths);

    /// <summary>What an item has of it.</summary>
    public Item Of(Item item) => Members(_tree, item) ?? Item.Empty;

    private static Item? Members(PathTree<object> tree, Item item)
    {
        var (names, values) = (new List<string>(tree.Children.Count), new List<AttributeValue>(tree.Children.Count));
        foreach (var (step, node) in tree.Children)
        {
            if (step.Name is { } name && item[name] is { } value && Part(node, value) is { } part)
            {
                names.Add(name);
                values.Add(part);
            }
        }

        return names.Count == 0 ? null : new Item([.. names], [.. values]);
    }

    private static AttributeValue? Part(PathTree<object> node, AttributeValue value) => node.End is not null ? value : value switch
    {
        MapValue map => Members(node, map.Members) is { } members ? new MapValue(members) : null,
        ListValue list => Places(node, list),
        _ => null,
    };

    private static ListValue? Places(PathTree<object> node, ListValue list)
    {
        List<AttributeValue> kept = [];
        foreach (var (step, child) in node.Children.OrderBy(static c => c.Step.Index))
        {
            if (step.Name is null && step.Index < list.Count && Part(child, list.Items[(int)step.Index]) is { } part)
            {
                kept.Add(part);
            }
        }

        return kept.Count == 0 ? null : new ListValue([.. kept]);
    }
}
