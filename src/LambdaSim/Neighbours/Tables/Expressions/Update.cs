using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>A change of an item: all values are read first, then all paths are written (rule DDB-UPDATE).</summary>
internal sealed class Update
{
    private readonly IReadOnlyList<(DocumentPath Path, UpdateAction Action)> _actions;
    private readonly PathTree<UpdateAction> _tree;
    private readonly bool _isResolved;

    private Update(IReadOnlyList<(DocumentPath Path, UpdateAction Action)> actions, IReadOnlyList<DocumentPath> paths, bool isResolved)
    {
        (_actions, Paths, _isResolved) = (actions, paths, isResolved);
        _tree = PathTree<UpdateAction>.Of(ExpressionKind.UpdateExpression, actions);
        Targets = [.. actions.Select(static a => a.Path)];
    }

    /// <summary>What it changes, in the order of the text.</summary>
    public IReadOnlyList<DocumentPath> Targets { get; }

    /// <summary>All paths that it names.</summary>
    public IReadOnlyList<DocumentPath> Paths { get; }

    /// <exception cref="TableValidationException">Two paths are in each other's way.</exception>
    public static Update Of(IReadOnlyList<(DocumentPath Path, UpdateAction Action)> actions, IReadOnlyList<DocumentPath> paths) => new(actions, paths, isResolved: false);

    /// <summary>The item afterwards; one that is not there begins with its key.</summary>
    /// <exception cref="TableValidationException">The item has something missing, of the wrong type, or nested too deep.</exception>
    public Item Apply(Item before)
    {
        var update = _isResolved ? this : new Update([.. _actions.Select(a => (a.Path, a.Action.Resolved(before)))], Paths, isResolved: true);
        var after = Members(update._tree, before);
        return after.Depth <= Item.MaxDepth ? after : throw ValueReader.NestedTooDeep();
    }

    /// <summary>What the changed paths had: UPDATED_OLD.</summary>
    public Item UpdatedOld(Item before) => Projection.Of(Targets).Of(before);

    /// <summary>What the changed paths have now, those that were removed left out: UPDATED_NEW.</summary>
    public Item UpdatedNew(Item after) =>
        Projection.Of([.. _actions.Where(static a => a.Action is not RemoveAction).Select(static a => a.Path)]).Of(after);

    private static Item Members(PathTree<UpdateAction> tree, Item old)
    {
        List<string> names = [.. old.Names];
        List<AttributeValue?> values = [.. old.Values];
        foreach (var (step, node) in tree.Children)
        {
            var name = step.Name ?? throw UpdateFaults.Path();
            var i = old.IndexOf(name);
            var value = Part(node, i < 0 ? null : values[i]);
            if (i >= 0)
            {
                values[i] = value;
            }
            else if (value is not null)
            {
                names.Add(name);
                values.Add(value);
            }
        }

        if (values.Contains(null))
        {
            return new Item([.. names.Where((_, i) => values[i] is not null)], [.. values.OfType<AttributeValue>()]);
        }

        return new Item([.. names], [.. values!]);
    }

    private static AttributeValue? Part(PathTree<UpdateAction> node, AttributeValue? old) =>
        node.End is { } action ? action.Apply(old) : old switch
        {
            MapValue map => new MapValue(Members(node, map.Members)),
            ListValue list => Places(node, list),
            _ => throw UpdateFaults.Path(),
        };

    // Places are those of the list as it was; what is set behind its end follows in the order of the places (rule DDB-LIST-PLACES).
    private static ListValue Places(PathTree<UpdateAction> node, ListValue list)
    {
        List<AttributeValue?> items = [.. list.Items];
        foreach (var (step, child) in node.Children.OrderBy(static c => c.Step.Index))
        {
            if (step.Name is not null)
            {
                throw UpdateFaults.Path();
            }

            var isThere = step.Index < (uint)list.Count;
            var value = Part(child, isThere ? list.Items[(int)step.Index] : null);
            if (isThere)
            {
                items[(int)step.Index] = value;
            }
            else if (value is not null)
            {
                items.Add(value);
            }
        }

        return new ListValue([.. items.OfType<AttributeValue>()]);
    }
}
