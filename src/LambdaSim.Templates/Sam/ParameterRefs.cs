using System.Text;
using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam;

/// <summary>Puts the values of parameters in where the transform has to know them: a name that becomes part of a logical id, a kind of deployment.</summary>
internal sealed class ParameterRefs
{
    private readonly Dictionary<string, Node> _values = new(StringComparer.Ordinal);
    private readonly MapNode? _mappings;

    public ParameterRefs(MapNode template, SamInputs inputs)
    {
        _mappings = template["Mappings"] as MapNode;
        foreach (var (name, definition) in (template["Parameters"] as MapNode)?.Members ?? [])
        {
            if ((definition as MapNode)?["Default"] is { } value)
            {
                _values[name] = value;
            }
        }

        foreach (var (name, value) in inputs.Parameters)
        {
            _values[name] = value;
        }

        _values.TryAdd("AWS::Region", Node.Of(inputs.Region));
        _values.TryAdd("AWS::Partition", Node.Of(inputs.Partition));
    }

    public Node? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>The value with each <c>Ref</c> of a parameter, <c>Fn::Sub</c> variable and lookup in a mapping worked out as far as parameters go.</summary>
    public Node Resolve(Node node)
    {
        if (Intrinsic.IsRef(node, out var name))
        {
            return _values.GetValueOrDefault(name) ?? node;
        }

        return node switch
        {
            ListNode list => new ListNode([.. list.Items.Select(Resolve)], list.Place),
            MapNode map when Intrinsic.TryRead(map, out var call) => Call(map, call),
            MapNode map => Members(map),
            _ => node,
        };
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

    private Node Call(MapNode map, Intrinsic call) => call switch
    {
        { Name: "Fn::Sub", Argument: TextNode text } => map.With(call.Name, new TextNode(Substituted(text.Text), text.Place)),
        { Name: "Fn::Sub", Argument: ListNode { Items: [TextNode text, MapNode variables] } list } =>
            map.With(call.Name, new ListNode([new TextNode(Substituted(text.Text, variables), text.Place), Members(variables)], list.Place)),
        { Name: "Fn::FindInMap" } => Found(Members(map)),
        _ => Members(map),
    };

    private string Substituted(string text, MapNode? own = null)
    {
        var result = new StringBuilder();
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var open && text.IndexOf('}', open) is >= 0 and var close)
        {
            var name = text[(open + 2)..close];
            var value = own?.Has(name) is true ? null : _values.GetValueOrDefault(name);
            result.Append(text, at, open - at).Append(value is not null && Scalar(value) is { } scalar ? scalar : text[open..(close + 1)]);
            at = close + 1;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private Node Found(MapNode call) =>
        call["Fn::FindInMap"] is ListNode { Items: [TextNode map, var top, var second] }
        && Scalar(top) is { } first && Scalar(second) is { } last
        && ((_mappings?[map.Text] as MapNode)?[first] as MapNode)?[last] is { } found ? found : call;

    private static string? Scalar(Node node) => node switch
    {
        TextNode text => text.Text,
        LiteralNode { Literal: not LiteralKind.Null } literal => literal.Json,
        _ => null,
    };
}
