using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Intrinsics;

/// <summary>
/// Works out CloudFormation's functions in a value. <c>AWS::NoValue</c> removes the member or item that it stands for.
/// </summary>
internal sealed partial class Evaluator(IValues values, string? logicalId = null)
{
    /// <summary>What stands for <c>AWS::NoValue</c> until the map or list around it drops it.</summary>
    public static readonly Node NoValue = new LiteralNode("null", LiteralKind.Null, Place.Nowhere);

    /// <summary>The value with all functions worked out; <see cref="NoValue"/> where it is to be left out.</summary>
    public Node Evaluate(Node node)
    {
        if (Intrinsic.TryRead(node, out var call))
        {
            return Call(call, node.Place);
        }

        return node switch
        {
            MapNode map => Members(map),
            ListNode list => Items(list),
            TextNode text => DynamicReferences.Resolve(text, values, logicalId),
            _ => node,
        };
    }

    private MapNode Members(MapNode map)
    {
        var result = new MapBuilder();
        foreach (var (key, value) in map.Members)
        {
            if (Evaluate(value) is var member && !ReferenceEquals(member, NoValue))
            {
                result.Set(key, member);
            }
        }

        return result.ToNode(map.Place);
    }

    private ListNode Items(ListNode list)
    {
        var items = new List<Node>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (Evaluate(item) is var value && !ReferenceEquals(value, NoValue))
            {
                items.Add(value);
            }
        }

        return new ListNode(items, list.Place);
    }

    private Node Call(Intrinsic call, Place place)
    {
        var argument = call.Argument;
        return call.Name switch
        {
            "Ref" => Ref(argument, place),
            "Fn::GetAtt" => GetAtt(argument, place),
            "Fn::Sub" => Sub(argument, place),
            "Fn::Join" => Join(argument, place),
            "Fn::Select" => Select(argument, place),
            "Fn::Split" => Split(argument, place),
            "Fn::FindInMap" => FindInMap(argument, place),
            "Fn::If" => If(argument, place),
            "Fn::ImportValue" => ImportValue(argument, place),
            "Fn::Base64" => new TextNode(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Text(Evaluate(argument), call.Name))), place),
            "Fn::GetAZs" => Zones(argument, place),
            "Fn::Cidr" => Cidr(argument, place),
            "Fn::Length" => Length(argument, place),
            "Fn::ToJsonString" => ToJsonString(argument, place),
            "Fn::And" or "Fn::Or" or "Fn::Not" or "Fn::Equals" => Node.Of(Holds(MapNode.Empty.With(call.Name, argument)), place),
            "Fn::Transform" => throw Error(place, "Fn::Transform runs a macro of an account, and a simulation has none", "write out what the macro makes"),
            _ when call.Name.StartsWith("Fn::ForEach", StringComparison.Ordinal) =>
                throw Error(place, $"{call.Name} needs the transform AWS::LanguageExtensions", "add it to Transform at the top of the template"),
            _ => throw Error(place, $"{call.Name} is none of CloudFormation's functions", Configuration.NearestName.Hint(call.Name, Functions)),
        };
    }

    private static readonly string[] Functions =
    [
        "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::ForEach", "Fn::GetAZs", "Fn::GetAtt", "Fn::If", "Fn::ImportValue",
        "Fn::Join", "Fn::Length", "Fn::Not", "Fn::Or", "Fn::Select", "Fn::Split", "Fn::Sub", "Fn::ToJsonString",
    ];

    private Node Ref(Node argument, Place place)
    {
        if (Evaluate(argument) is not TextNode { Text: var name })
        {
            throw Error(argument.Place, "Ref takes the name of a parameter or resource");
        }

        return name == "AWS::NoValue" ? NoValue : values.Ref(name, place) ?? throw Unresolved(name, place);
    }

    private Node GetAtt(Node argument, Place place)
    {
        var (id, attribute) = argument switch
        {
            TextNode { Text: var path } when path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot => (path[..dot], path[(dot + 1)..]),
            ListNode { Items: { Count: >= 2 } items } => (Text(Evaluate(items[0]), "Fn::GetAtt"), string.Join('.', items.Skip(1).Select(i => Text(Evaluate(i), "Fn::GetAtt")))),
            _ => throw Error(argument.Place, "Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute"),
        };
        return values.Attribute(id, attribute, place) ?? throw Unresolved(id, place);
    }

    private TemplateException Unresolved(string name, Place place) =>
        Error(place, $"Template format error: Unresolved resource dependencies [{name}] in the Resources block of the template", "define it under Resources or Parameters");

    private Node Sub(Node argument, Place place)
    {
        var (text, own) = argument switch
        {
            TextNode alone => (alone, MapNode.Empty),
            ListNode { Items: [TextNode first, MapNode map] } => (first, map),
            ListNode { Items: [TextNode only] } => (only, MapNode.Empty),
            _ => throw Error(argument.Place, "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string"),
        };
        var result = new System.Text.StringBuilder();
        foreach (var part in SubPart.Read(text, logicalId))
        {
            result.Append(part.IsVariable ? Variable(part.Text, own, place) : part.Text);
            if (result.Length > DocumentLimits.Bytes)
            {
                throw Error(place, Templates.Text.Invariant($"Fn::Sub makes a text of more than {DocumentLimits.Bytes} characters"));
            }
        }

        return new TextNode(result.ToString(), place);
    }

    private string Variable(string name, MapNode own, Place place)
    {
        if (own.TryGet(name, out var given))
        {
            return Text(Evaluate(given), "Fn::Sub");
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var value = dot < 0 ? values.Ref(name, place) : values.Attribute(name[..dot], name[(dot + 1)..], place);
        return value is null
            ? throw Error(place, $"Template format error: Unresolved resource dependencies [{(dot < 0 ? name : name[..dot])}] in the Resources block of the template", "define it, or write ${!" + name + "} for the text itself")
            : Text(value, "Fn::Sub");
    }

    private TextNode Join(Node argument, Place place)
    {
        if (argument is not ListNode { Items: [TextNode delimiter, var rest] } || Evaluate(rest) is not ListNode items)
        {
            throw Error(argument.Place, "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined");
        }

        return new TextNode(string.Join(delimiter.Text, items.Items.Select(i => Text(i, "Fn::Join"))), place);
    }

    private Node Select(Node argument, Place place)
    {
        if (argument is not ListNode { Items: [var first, var second] })
        {
            throw Error(argument.Place, "Template error: Fn::Select requires a list argument with two elements: an integer index and a list");
        }

        var index = Evaluate(first);
        if (Evaluate(second) is not ListNode list)
        {
            throw Error(second.Place, "Template error: Fn::Select requires a list argument with two elements: an integer index and a list");
        }

        return int.TryParse(Text(index, "Fn::Select"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number < list.Items.Count
            ? list.Items[number]
            : throw Error(place, Templates.Text.Invariant($"Template error: Fn::Select cannot select nonexistent value at index {Text(index, "Fn::Select")}; the list has {list.Items.Count}"));
    }

    private ListNode Split(Node argument, Place place)
    {
        if (argument is not ListNode { Items: [TextNode { Text.Length: > 0 } delimiter, var source] })
        {
            throw Error(argument.Place, "Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split");
        }

        return new ListNode([.. Text(Evaluate(source), "Fn::Split").Split(delimiter.Text).Select(p => new TextNode(p, place))], place);
    }

    private Node FindInMap(Node argument, Place place)
    {
        if (argument is not ListNode { Items: { Count: 3 or 4 } items })
        {
            throw Error(argument.Place, "Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value");
        }

        var (name, top, second) = (Text(Evaluate(items[0]), "Fn::FindInMap"), Text(Evaluate(items[1]), "Fn::FindInMap"), Text(Evaluate(items[2]), "Fn::FindInMap"));
        if (values.Mapping(name) is { } mapping && mapping[top] is MapNode inner && inner[second] is { } found)
        {
            return found;
        }

        return items.Count == 4 && items[3] is MapNode options && options["DefaultValue"] is { } otherwise
            ? Evaluate(otherwise)
            : throw Error(place, values.Mapping(name) is null
                ? $"Template error: Mapping named '{name}' is not present in the 'Mappings' section of template."
                : $"Template error: Unable to get mapping for {name}::{top}::{second}");
    }

    private Node If(Node argument, Place place)
    {
        if (argument is not ListNode { Items: [TextNode name, var then, var otherwise] })
        {
            throw Error(argument.Place, "Template error: Fn::If requires a list argument with three elements: a condition's name, the value if it holds and the value if not");
        }

        return Evaluate(Named(name.Text, place) ? then : otherwise);
    }

    private bool Named(string name, Place place) => values.Condition(name, place)
        ?? throw Error(place, $"Template error: unresolved condition dependency {name}", "define it under Conditions");

    /// <summary>Whether a condition's expression holds.</summary>
    public bool Holds(Node node)
    {
        if (node is not MapNode map || !map.TryGetOnly(out var only))
        {
            throw Error(node.Place, $"a condition is one of Fn::And, Fn::Or, Fn::Not, Fn::Equals and Condition, and this is {node.Kind}");
        }

        var parts = (only.Value as ListNode)?.Items ?? [];
        return (only.Key, parts.Count) switch
        {
            ("Condition", _) when only.Value is TextNode name => Named(name.Text, node.Place),
            ("Fn::Equals", 2) => Same(Evaluate(parts[0]), Evaluate(parts[1])),
            ("Fn::Not", 1) => !Holds(parts[0]),
            ("Fn::And", >= 2 and <= 10) => parts.All(Holds),
            ("Fn::Or", >= 2 and <= 10) => parts.Any(Holds),
            ("Fn::Equals" or "Fn::Not" or "Fn::And" or "Fn::Or", _) =>
                throw Error(node.Place, $"Template validation error: {only.Key} takes {(only.Key switch { "Fn::Equals" => "2", "Fn::Not" => "1", _ => "2 to 10" })} parameters in a list"),
            _ => throw Error(node.Place, $"{only.Key} is no condition", "write Fn::And, Fn::Or, Fn::Not, Fn::Equals or Condition"),
        };
    }

    // A number and its text are the same to CloudFormation.
    private static bool Same(Node a, Node b) => (Scalar(a), Scalar(b)) is ({ } x, { } y) ? x == y : NodeEquality.Equal(a, b);

    private static string? Scalar(Node node) => node switch
    {
        TextNode text => text.Text,
        LiteralNode { Literal: not LiteralKind.Null } literal => literal.Json,
        _ => null,
    };

    private string Text(Node node, string function) =>
        Scalar(node) ?? throw Error(node.Place, $"{function} takes text here, and this is {node.Kind}");

    private TemplateException Error(Place place, string message, string? remedy = null) => Fault.At(place, message, remedy, logicalId);
}
