namespace LambdaSim.Filters;

/// <summary>The paths that a pattern looks at: nothing else of an event is kept.</summary>
internal sealed class FieldPaths
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _above = new(StringComparer.Ordinal);

    public FieldPaths(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            _paths.Add(path);
            for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = path.IndexOf('.', dot + 1))
            {
                _above.Add(path[..dot]);
            }
        }
    }

    public bool IsField(string path) => _paths.Contains(path);

    /// <summary>Whether a field lies below a path.</summary>
    public bool IsAbove(string path) => _above.Contains(path);
}
