using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam;

/// <summary>
/// Names that only SAM knows, put right at the end: <c>!Ref Function.Alias</c> names the alias that was made, and an id that got a hash is called by its
/// new name.
/// </summary>
internal sealed class SamReferences
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);

    /// <summary>Lets <c>id.property</c> mean the resource <paramref name="made"/>.</summary>
    public void Add(string id, string property, string made) => _names[id + "." + property] = made;

    public string? Find(string id, string property) => _names.GetValueOrDefault(id + "." + property);

    /// <summary>Lets the resource be called by its new id.</summary>
    public void Rename(string id, string made) => _renamed[id] = made;

    public Node Resolve(Node node)
    {
        switch (node)
        {
            case ListNode list:
                return new ListNode([.. list.Items.Select(Resolve)], list.Place);
            case MapNode map when Intrinsic.TryRead(map, out var call):
                return Call(map, call);
            case MapNode map:
                return Members(map);
            default:
                return node;
        }
    }

    private MapNode Members(MapNode map)
    {
        var result = new MapBuilder();
        foreach (var (key, value) in map.Members)
        {
            result.Set(key, Resolve(value));
        }

        return result.ToNode(map.Place);
    }

    private MapNode Call(MapNode map, Intrinsic call)
    {
        switch (call)
        {
            case { Name: "Ref", Argument: TextNode name }:
                return map.With("Ref", new TextNode(Name(name.Text), name.Place));
            case { Name: "Fn::GetAtt", Argument: ListNode { Items: [TextNode, TextNode, ..] and var items } list } when items.All(i => i is TextNode):
                return map.With("Fn::GetAtt", new ListNode([.. Path(string.Join('.', items.Cast<TextNode>().Select(i => i.Text)), list)], list.Place));
            case { Name: "Fn::Sub", Argument: TextNode text }:
                return map.With("Fn::Sub", new TextNode(Substituted(text.Text), text.Place));
            case { Name: "Fn::Sub", Argument: ListNode { Items: [TextNode text, var variables] } list }:
                return map.With("Fn::Sub", new ListNode([new TextNode(Substituted(text.Text), text.Place), Resolve(variables)], list.Place));
            default:
                return Members(map);
        }
    }

    private string Name(string name) => _names.GetValueOrDefault(name) ?? _renamed.GetValueOrDefault(name) ?? name;

    private IEnumerable<Node> Path(string path, ListNode list)
    {
        var parts = path.Split('.');
        if (parts.Length > 2 && _names.TryGetValue(parts[0] + "." + parts[1], out var made))
        {
            return [new TextNode(made, list.Place), new TextNode(string.Join('.', parts[2..]), list.Place)];
        }

        return _renamed.TryGetValue(parts[0], out var renamed) ? [new TextNode(renamed, list.Place), .. list.Items.Skip(1)] : list.Items;
    }

    private string Substituted(string text)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new System.Text.StringBuilder();
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var open && text.IndexOf('}', open) is >= 0 and var close)
        {
            result.Append(text, at, open + 2 - at).Append(Variable(text[(open + 2)..close])).Append('}');
            at = close + 1;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private string Variable(string name)
    {
        var parts = name.Split('.');
        if (parts.Length > 1 && _names.TryGetValue(parts[0] + "." + parts[1], out var made))
        {
            return string.Join('.', [made, .. parts[2..]]);
        }

        return _renamed.TryGetValue(parts[0], out var renamed) ? string.Join('.', [renamed, .. parts[1..]]) : name;
    }
}
