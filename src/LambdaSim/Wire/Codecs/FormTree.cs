using System.Globalization;

namespace LambdaSim.Wire.Codecs;

/// <summary>A form of the query protocol as the tree that the dots in its names make: built in one pass, so that no name is looked at twice.</summary>
internal sealed class FormTree
{
    private const int LongName = 100;

    private Dictionary<string, FormTree>? _children;

    private FormTree()
    {
    }

    public string? Value { get; private set; }

    public bool HasChildren => _children is not null;

    public FormTree? this[string name] => _children?.GetValueOrDefault(name);

    /// <exception cref="WireFormatException">A name stands twice, or has too many dots.</exception>
    public static FormTree Of(IEnumerable<(string Name, string Value)> parameters, WireWalk walk)
    {
        var root = new FormTree();
        foreach (var (name, value) in parameters)
        {
            var node = root.At(name, walk);
            if (node.Value is not null)
            {
                throw walk.Fail("stands twice", DocumentPlace.Named("parameter", Short(name)));
            }

            node.Value = value;
        }

        return root;
    }

    /// <summary>Numbered children in order of their numbers.</summary>
    public List<FormTree> Items(WireWalk walk)
    {
        var numbers = new List<(int Number, FormTree Item)>(_children?.Count ?? 0);
        foreach (var (name, child) in _children ?? [])
        {
            walk.See();
            numbers.Add(int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && !(name[0] == '0' && name.Length > 1)
                ? (number, child) : throw walk.Fail($"has {Short(name)} where the number of an item is expected"));
        }

        numbers.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return [.. numbers.Select(static n => n.Item)];
    }

    private static string Short(string name) => name.Length <= LongName ? name : $"{name[..LongName]}…";

    private FormTree At(string name, WireWalk walk)
    {
        var (node, depth) = (this, 0);
        foreach (var range in name.AsSpan().Split('.'))
        {
            walk.See();
            if (++depth > walk.MaxDepth)
            {
                throw walk.TooDeep(DocumentPlace.Named("parameter", Short(name)));
            }

            node = node.Child(name.AsSpan(range));
        }

        return node;
    }

    private FormTree Child(ReadOnlySpan<char> name)
    {
        var children = (_children ??= new(StringComparer.Ordinal)).GetAlternateLookup<ReadOnlySpan<char>>();
        if (!children.TryGetValue(name, out var child))
        {
            children[name] = child = new FormTree();
        }

        return child;
    }
}
