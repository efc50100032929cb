using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LambdaSim.Templates.Documents;

/// <summary>A value of a template, and where it stands. Values are immutable: what changes a template makes new ones.</summary>
internal abstract class Node(Place place)
{
    public Place Place { get; } = place;

    /// <summary>What kind of value this is, in words for messages.</summary>
    public abstract string Kind { get; }

    public static TextNode Of(string text, Place place = default) => new(text, place);

    public static LiteralNode Of(bool value, Place place = default) => new(value ? "true" : "false", LiteralKind.Boolean, place);

    public static LiteralNode Of(long value, Place place = default) =>
        new(value.ToString(CultureInfo.InvariantCulture), LiteralKind.Number, place);

    public static MapNode Map(params ReadOnlySpan<(string Key, Node? Value)> members)
    {
        var map = new MapBuilder();
        foreach (var (key, value) in members)
        {
            if (value is not null)
            {
                map.Set(key, value);
            }
        }

        return map.ToNode(default);
    }

    public static ListNode List(params IReadOnlyList<Node> items) => new(items, default);
}

/// <summary>Text, quoted or a plain word that is neither number, boolean nor null.</summary>
internal sealed class TextNode(string text, Place place) : Node(place)
{
    public string Text { get; } = text;

    public override string Kind => "text";
}

internal enum LiteralKind
{
    Null,
    Boolean,
    Number,
}

/// <summary>A number, boolean or null, as JSON writes it.</summary>
internal sealed class LiteralNode(string json, LiteralKind literal, Place place) : Node(place)
{
    public string Json { get; } = json;

    public LiteralKind Literal { get; } = literal;

    public override string Kind => Literal switch
    {
        LiteralKind.Null => "null",
        LiteralKind.Boolean => "a boolean",
        _ => "a number",
    };
}

/// <summary>A list of values.</summary>
internal sealed class ListNode(IReadOnlyList<Node> items, Place place) : Node(place)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Kind => "a list";
}

/// <summary>A map from names to values, in the order of the text.</summary>
internal sealed class MapNode : Node
{
    private readonly OrderedDictionary<string, Node> _members;

    internal MapNode(OrderedDictionary<string, Node> members, Place place)
        : base(place) => _members = members;

    public static MapNode Empty { get; } = new(new(StringComparer.Ordinal), default);

    public override string Kind => "a map";

    public int Count => _members.Count;

    public IEnumerable<string> Keys => _members.Keys;

    public IEnumerable<KeyValuePair<string, Node>> Members => _members;

    public Node? this[string key] => _members.GetValueOrDefault(key);

    public bool Has(string key) => _members.ContainsKey(key);

    public bool TryGet(string key, [NotNullWhen(true)] out Node? value) => _members.TryGetValue(key, out value);

    /// <summary>The one member of a map of one, as an intrinsic function is.</summary>
    public bool TryGetOnly(out KeyValuePair<string, Node> member)
    {
        member = _members.Count == 1 ? _members.GetAt(0) : default;
        return _members.Count == 1;
    }

    public MapNode With(string key, Node value)
    {
        var map = new MapBuilder(this);
        map.Set(key, value);
        return map.ToNode(Place);
    }

    public MapNode Without(string key)
    {
        var members = new OrderedDictionary<string, Node>(_members, StringComparer.Ordinal);
        return members.Remove(key) ? new MapNode(members, Place) : this;
    }
}

/// <summary>What a map is made with.</summary>
internal sealed class MapBuilder
{
    private readonly OrderedDictionary<string, Node> _members;

    public MapBuilder() => _members = new(StringComparer.Ordinal);

    public MapBuilder(MapNode from) => _members = new(from.Members, StringComparer.Ordinal);

    public int Count => _members.Count;

    public bool Has(string key) => _members.ContainsKey(key);

    public Node? this[string key] => _members.GetValueOrDefault(key);

    /// <summary>Adds the member, or replaces it at its place.</summary>
    public void Set(string key, Node value) => _members[key] = value;

    public bool TryAdd(string key, Node value) => _members.TryAdd(key, value);

    public void Remove(string key) => _members.Remove(key);

    public MapNode ToNode(Place place) => new(new(_members, StringComparer.Ordinal), place);
}
