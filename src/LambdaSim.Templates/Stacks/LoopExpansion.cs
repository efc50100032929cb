using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Stacks;

/// <summary>
/// <c>Fn::ForEach</c> of the language extensions: each loop is replaced by its members, one copy for each value, with the loop's variable put in.
/// </summary>
internal sealed class LoopExpansion(Func<Node, Node> evaluate)
{
    private int _made;
    private long _characters;

    public Node Expand(Node node) => node switch
    {
        MapNode map => Members(map),
        ListNode list => new ListNode([.. list.Items.Select(Expand)], list.Place),
        _ => node,
    };

    private MapNode Members(MapNode map)
    {
        if (!map.Keys.Any(IsLoop))
        {
            var plain = new MapBuilder();
            foreach (var (key, value) in map.Members)
            {
                plain.Set(key, Expand(value));
            }

            return plain.ToNode(map.Place);
        }

        var result = new MapBuilder();
        foreach (var (key, value) in map.Members)
        {
            if (!IsLoop(key))
            {
                Add(result, key, Expand(value));
                continue;
            }

            foreach (var (made, member) in Loop(key, value))
            {
                Add(result, made, member);
            }
        }

        return result.ToNode(map.Place);
    }

    private static bool IsLoop(string key) => key.StartsWith("Fn::ForEach::", StringComparison.Ordinal);

    private static void Add(MapBuilder result, string key, Node value)
    {
        if (!result.TryAdd(key, value))
        {
            throw Fault.At(value, $"a loop makes '{key}' a second time", "put the loop's variable into the name");
        }
    }

    private IEnumerable<KeyValuePair<string, Node>> Loop(string name, Node node)
    {
        if (node is not ListNode { Items: [TextNode variable, var collection, MapNode body] })
        {
            throw Fault.At(node, $"Layout of {name} is incorrect: it takes a list of a variable's name, a list of values and a map to repeat");
        }

        if (evaluate(collection) is not ListNode values)
        {
            throw Fault.At(collection, $"{name} goes over a list, and this is {collection.Kind}");
        }

        foreach (var value in values.Items)
        {
            if (value is not (TextNode or LiteralNode))
            {
                throw Fault.At(value, $"{name} goes over texts, and this is {value.Kind}");
            }

            var text = value is TextNode t ? t.Text : ((LiteralNode)value).Json;
            var put = (MapNode)new Insertion(variable.Text, text, Count).In(body);
            foreach (var member in Members(put).Members)
            {
                yield return member;
            }
        }
    }

    private void Count(Node node)
    {
        _characters += node is TextNode text ? text.Text.Length : 0;
        if (++_made > DocumentLimits.Nodes || _characters > DocumentLimits.Characters)
        {
            throw Fault.At(node, Text.Invariant($"loops make more than {DocumentLimits.Nodes} values, or {DocumentLimits.Characters} characters"));
        }
    }

    /// <summary>A copy of a loop's body with the variable's value in keys, in <c>${…}</c> and in <c>Ref</c>.</summary>
    private sealed class Insertion(string variable, string value, Action<Node> count)
    {
        private readonly string _braces = "${" + variable + "}";
        private readonly string _alphanumeric = "&{" + variable + "}";

        public Node In(Node node)
        {
            count(node);
            if (Intrinsic.IsRef(node, out var name) && name == variable)
            {
                return new TextNode(value, node.Place);
            }

            switch (node)
            {
                case TextNode text:
                    return new TextNode(In(text.Text), text.Place);
                case ListNode list:
                    return new ListNode([.. list.Items.Select(In)], list.Place);
                case MapNode map:
                    var result = new MapBuilder();
                    foreach (var (key, member) in map.Members)
                    {
                        Add(result, In(key), In(member));
                    }

                    return result.ToNode(map.Place);
                default:
                    return node;
            }
        }

        private string In(string text) => text
            .Replace(_braces, value, StringComparison.Ordinal)
            .Replace(_alphanumeric, string.Concat(value.Where(char.IsAsciiLetterOrDigit)), StringComparison.Ordinal);
    }
}
