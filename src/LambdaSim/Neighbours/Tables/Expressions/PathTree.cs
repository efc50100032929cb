namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Paths that begin alike, together: what a projection keeps, or what an update changes (rule DDB-PATHS).</summary>
/// <typeparam name="T">What a path ends with.</typeparam>
internal sealed class PathTree<T>
    where T : class
{
    // Up to here a search is faster than an index.
    private const int Few = 8;

    private readonly List<(PathStep Step, PathTree<T> Node)> _children = [];
    private Dictionary<PathStep, PathTree<T>>? _index;

    // The first path through here.
    private DocumentPath? _path;

    /// <summary>What ends here; null: paths go on.</summary>
    public T? End { get; private set; }

    /// <summary>In the order of the paths.</summary>
    public IReadOnlyList<(PathStep Step, PathTree<T> Node)> Children => _children;

    /// <summary>A tree of all paths.</summary>
    /// <exception cref="Values.TableValidationException">One is part of another, or one place would be a list and a map.</exception>
    public static PathTree<T> Of(ExpressionKind kind, IReadOnlyList<(DocumentPath Path, T End)> paths)
    {
        var tree = new PathTree<T>();
        (DocumentPath One, DocumentPath Two)? conflict = null;
        foreach (var (path, end) in paths)
        {
            if (tree.Add(path, end, ref conflict) is { } other)
            {
                throw Refused(kind, "overlap", other, path);
            }
        }

        return conflict is var (one, two) ? throw Refused(kind, "conflict", one, two) : tree;
    }

    // The path that is in its way.
    private DocumentPath? Add(DocumentPath path, T end, ref (DocumentPath One, DocumentPath Two)? conflict)
    {
        var node = this;
        foreach (var step in path.Steps)
        {
            if (node.End is not null)
            {
                return node._path;
            }

            if (node.Child(step) is not { } child)
            {
                if (conflict is null && node._children.Count > 0 && node._children[0].Step.Name is null != step.Name is null)
                {
                    conflict = (node._children[0].Node._path!, path);
                }

                child = new PathTree<T> { _path = path };
                node.Add(step, child);
            }

            node = child;
        }

        if (node.End is not null || node._children.Count > 0)
        {
            return node._path;
        }

        node.End = end;
        return null;
    }

    private PathTree<T>? Child(PathStep step)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(step);
        }

        foreach (var (known, node) in _children)
        {
            if (known == step)
            {
                return node;
            }
        }

        return null;
    }

    private void Add(PathStep step, PathTree<T> child)
    {
        _children.Add((step, child));
        if (_children.Count > Few)
        {
            _index ??= _children.ToDictionary(static c => c.Step, static c => c.Node);
            _index.TryAdd(step, child);
        }
    }

    private static Values.TableValidationException Refused(ExpressionKind kind, string how, DocumentPath one, DocumentPath two) =>
        kind.Invalid($"Two document paths {how} with each other; must remove or rewrite one of these paths; path one: {one}, path two: {two}");
}
