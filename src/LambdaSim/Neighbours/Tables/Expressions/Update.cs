using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>One path of an update by its number.</summary>
/// <param name="Number">Its place in the text.</param>
internal sealed record UpdateSlot(int Number);

/// <summary>A change of an item: all values are read first, then all paths are written (rule DDB-UPDATE).</summary>
internal sealed class Update
{
    private readonly UpdateAction[] _actions;
    private readonly PathTree<UpdateSlot> _tree;

    /// <param name="targets">One for each action.</param>
    /// <param name="tree">Of the targets.</param>
    /// <param name="actions">In the order of the text.</param>
    /// <param name="paths">All that it names.</param>
    public Update(IReadOnlyList<DocumentPath> targets, PathTree<UpdateSlot> tree, UpdateAction[] actions, IReadOnlyList<DocumentPath> paths) =>
        (Targets, _tree, _actions, Paths) = (targets, tree, actions, paths);

    /// <summary>What it changes, in the order of the text.</summary>
    public IReadOnlyList<DocumentPath> Targets { get; }

    /// <summary>All paths that it names.</summary>
    public IReadOnlyList<DocumentPath> Paths { get; }

    /// <summary>The tree of what an update changes.</summary>
    /// <exception cref="TableValidationException">Two paths are in each other's way.</exception>
    public static PathTree<UpdateSlot> TreeOf(DocumentPath[] targets)
    {
        var ends = new (DocumentPath, UpdateSlot)[targets.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = (targets[i], new UpdateSlot(i));
        }

        return PathTree<UpdateSlot>.Of(ExpressionKind.UpdateExpression, ends);
    }

    /// <summary>The item afterwards; one that is not there begins with its key.</summary>
    /// <exception cref="TableValidationException">The item has something missing, of the wrong type, or nested too deep.</exception>
    public Item Apply(Item before)
    {
        var values = new AttributeValue?[_actions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _actions[i].Read(before);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (Targets[i].IsNested && !Targets[i].HasPlace(before))
            {
                throw UpdateFaults.Path();
            }

            values[i] = _actions[i].Apply(Targets[i].Find(before), values[i]);
        }

        var after = Members(_tree, before, values);
        return after.Depth <= Item.MaxDepth ? after : throw ValueReader.NestedTooDeep();
    }

    /// <summary>What the changed paths had: UPDATED_OLD.</summary>
    public Item UpdatedOld(Item before) => Projection.Of(Targets).Of(before);

    /// <summary>What the changed paths have now, those that were removed left out: UPDATED_NEW.</summary>
    public Item UpdatedNew(Item after) => Projection.Of([.. Targets.Where((_, i) => _actions[i] is not RemoveAction)]).Of(after);

    // Most updates change values only, and then the names stay as they are.
    private static Item Members(PathTree<UpdateSlot> tree, Item old, AttributeValue?[] changed)
    {
        AttributeValue?[] values = [.. old.Values];
        List<(string Name, AttributeValue Value)>? more = null;
        var isShorter = false;
        foreach (var (step, node) in tree.Children)
        {
            var i = old.IndexOf(step.Name!);
            var value = node.End is { } slot ? changed[slot.Number] : Inside(node, values[i]!, changed);
            if (i >= 0)
            {
                values[i] = value;
                isShorter |= value is null;
            }
            else if (value is not null)
            {
                (more ??= []).Add((step.Name!, value));
            }
        }

        if (!isShorter && more is null)
        {
            return old.WithValues(values!);
        }

        var names = old.Names.ToArray();
        return new Item(
            [.. names.Where((_, i) => values[i] is not null), .. (more ?? []).Select(static m => m.Name)],
            [.. values.OfType<AttributeValue>(), .. (more ?? []).Select(static m => m.Value)]);
    }

    private static AttributeValue Inside(PathTree<UpdateSlot> node, AttributeValue old, AttributeValue?[] changed) =>
        old is MapValue map ? new MapValue(Members(node, map.Members, changed)) : Places(node, (ListValue)old, changed);

    // Places are those of the list as it was; what is set behind its end follows in the order of the places (rule DDB-LIST-PLACES).
    private static ListValue Places(PathTree<UpdateSlot> node, ListValue list, AttributeValue?[] changed)
    {
        List<AttributeValue?> items = [.. list.Items];
        foreach (var (step, child) in node.Children.OrderBy(static c => c.Step.Index))
        {
            var isThere = step.Index < (uint)list.Count;
            var value = child.End is { } slot ? changed[slot.Number] : Inside(child, list.Items[(int)step.Index], changed);
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
