using System.Globalization;
using System.Text.RegularExpressions;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Parameters;

/// <summary>A parameter as a template declares it, with what it demands of its value.</summary>
internal sealed class ParameterDefinition
{
    private const int MostCharacters = 4_096;

    private readonly MapNode _node;

    private ParameterDefinition(string name, MapNode node, string type) => (Name, _node, Type) = (name, node, type);

    public string Name { get; }

    public string Type { get; }

    public Place Place => _node.Place;

    public Node? Default => _node["Default"];

    public bool IsHidden => _node["NoEcho"] is LiteralNode { Json: "true" } or TextNode { Text: "true" };

    /// <summary>Whether the value names a parameter of Parameter Store, whose value is meant.</summary>
    public bool IsStored => Type.StartsWith("AWS::SSM::Parameter::Value<", StringComparison.Ordinal);

    private bool IsList => Type is "CommaDelimitedList" || Type.Contains("List<", StringComparison.Ordinal);

    private bool IsNumber => Type is "Number" or "List<Number>";

    public static ParameterDefinition Read(string name, Node node)
    {
        if (node is not MapNode map || map["Type"] is not TextNode { Text: var type })
        {
            throw Fault.At(node, $"Template format error: Every Parameters object must contain a Type member, and the parameter '{name}' has none", "write Type: String");
        }

        return IsKnown(type)
            ? new ParameterDefinition(name, map, type)
            : throw Fault.At(map["Type"]!, $"Template format error: Unrecognized parameter type: {type}", Configuration.NearestName.Hint(type, Types));
    }

    private static readonly string[] Types =
    [
        "String", "Number", "List<Number>", "CommaDelimitedList", "AWS::SSM::Parameter::Name", "AWS::SSM::Parameter::Value<String>",
        "AWS::EC2::VPC::Id", "List<AWS::EC2::Subnet::Id>", "List<AWS::EC2::SecurityGroup::Id>",
    ];

    private static bool IsKnown(string type) =>
        type is "String" or "Number" or "CommaDelimitedList" or "List<Number>" or "List<String>" || type.StartsWith("AWS::", StringComparison.Ordinal) || type.StartsWith("List<AWS::", StringComparison.Ordinal);

    /// <summary>The value as <c>Ref</c> gives it: text, or a list of texts.</summary>
    public Node Value(string text, Place place)
    {
        if (text.Length > MostCharacters)
        {
            throw Refused(place, Text.Invariant($"Parameter '{Name}' must contain at most {MostCharacters} characters"));
        }

        var allowed = Allowed();
        foreach (var item in Items(text))
        {
            Check(item, text, allowed, place);
        }

        return Unchecked(text);
    }

    /// <summary>The value without a look at what the template demands of it.</summary>
    public Node Unchecked(string text) => IsList
        ? new ListNode([.. Items(text).Select(i => new TextNode(i, Place))], Place)
        : new TextNode(text, Place);

    private string[] Items(string text) => IsList ? [.. text.Split(',').Select(i => i.Trim())] : [text];

    /// <summary>A value that fits where none is given: the first allowed one, a number within its bounds, or the name itself.</summary>
    public string MadeUp()
    {
        if (Allowed() is [var first, ..])
        {
            return first;
        }

        return IsNumber ? (Bound("MinValue") ?? 1).ToString(CultureInfo.InvariantCulture) : Padded(Type switch
        {
            "AWS::EC2::VPC::Id" => "vpc-0123456789abcdef0",
            "List<AWS::EC2::Subnet::Id>" => "subnet-0123456789abcdef0,subnet-0123456789abcdef1",
            "AWS::EC2::Subnet::Id" => "subnet-0123456789abcdef0",
            "List<AWS::EC2::SecurityGroup::Id>" or "AWS::EC2::SecurityGroup::Id" => "sg-0123456789abcdef0",
            _ => Name.ToLowerInvariant(),
        });
    }

    private string Padded(string text)
    {
        var least = (int)Math.Min(Bound("MinLength") ?? 0, 4096);
        var most = (int)Math.Min(Bound("MaxLength") ?? 4096, 4096);
        text = text.PadRight(least, 'x');
        return text.Length > most ? text[..most] : text;
    }

    private string[] Allowed() => _node["AllowedValues"] is ListNode list ? [.. list.Items.Select(Scalar)] : [];

    private decimal? Bound(string name) =>
        _node[name] is { } node && decimal.TryParse(Scalar(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) ? bound : null;

    private static string Scalar(Node node) => node switch
    {
        TextNode text => text.Text,
        LiteralNode literal => literal.Json,
        _ => string.Empty,
    };

    private void Check(string item, string whole, string[] allowed, Place place)
    {
        if (IsNumber && !decimal.TryParse(item, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw Refused(place, $"Parameter '{Name}' must be a number, and is '{Shown(item)}'");
        }

        if (allowed.Length > 0 && !allowed.Contains(item, StringComparer.Ordinal))
        {
            throw Refused(place, Constraint() ?? $"Parameter '{Name}' must be one of AllowedValues [{string.Join(", ", allowed)}], and is '{Shown(item)}'");
        }

        if (_node["AllowedPattern"] is TextNode pattern && !Matches(pattern, item))
        {
            throw Refused(place, Constraint() ?? $"Parameter {Name} failed to satisfy constraint: must match pattern {pattern.Text}");
        }

        if (IsNumber && decimal.TryParse(item, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && (number < Bound("MinValue") || number > Bound("MaxValue")))
        {
            throw Refused(place, Constraint() ?? (number < Bound("MinValue")
                ? Text.Invariant($"Parameter '{Name}' must be a number not less than {Bound("MinValue")}")
                : Text.Invariant($"Parameter '{Name}' must be a number not greater than {Bound("MaxValue")}")));
        }

        if (!IsNumber && !IsList && (whole.Length < Bound("MinLength") || whole.Length > Bound("MaxLength")))
        {
            throw Refused(place, Constraint() ?? (whole.Length < Bound("MinLength")
                ? Text.Invariant($"Parameter '{Name}' must contain at least {Bound("MinLength")} characters")
                : Text.Invariant($"Parameter '{Name}' must contain at most {Bound("MaxLength")} characters")));
        }
    }

    private string Shown(string value) => IsHidden ? "****" : value;

    private string? Constraint() =>
        _node["ConstraintDescription"] is TextNode text ? $"Parameter {Name} failed to satisfy constraint: {text.Text}" : null;

    private static bool Matches(TextNode pattern, string value)
    {
        try
        {
            return Regex.IsMatch(value, "^(?:" + pattern.Text + ")$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Fault.At(pattern.Place, $"AllowedPattern is no pattern that can be matched in linear time: {e.Message.TrimEnd('.')}", inner: e);
        }
    }

    private TemplateException Refused(Place place, string message) => Fault.At(place.Line == 0 ? Place : place, message);
}
