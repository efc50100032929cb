using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Templates.Documents;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Templates.Resources;

/// <summary>
/// Values of a template as a service's request has them. CloudFormation takes the text of a number for the number, and a document for its text;
/// names begin with a capital letter whatever the service's do.
/// </summary>
/// <param name="refused">Told of each member that AWS has and the simulation has not: it is left out.</param>
internal sealed class Shaped(Action<string, Place> refused)
{
    public JsonNode? Of(Node node, WireShape shape, string path) => node is LiteralNode { Literal: LiteralKind.Null } ? null : shape.Kind switch
    {
        WireKind.String or WireKind.Blob => Text(node),
        WireKind.Integer => JsonValue.Create((int)Whole(node, path)),
        WireKind.Long => JsonValue.Create(Whole(node, path)),
        WireKind.Double => JsonValue.Create(Number(node, path)),
        WireKind.Boolean => JsonValue.Create(Flag(node, path)),
        WireKind.Timestamp => JsonValue.Create(Time(node, path)),
        WireKind.List => new JsonArray([.. Items(node).Select((n, i) => Of(n, shape.Item!.Shape, Templates.Text.Invariant($"{path}[{i}]")))]),
        WireKind.Map => Map(node, path, (n, p) => Of(n, shape.Item!.Shape, p)),
        WireKind.Structure => Structure(node, shape, path),
        _ => JsonNode.Parse(JsonOutput.Of(node)),
    };

    public JsonNode? Of(Node node, JsonTypeInfo type, string path)
    {
        if (node is LiteralNode { Literal: LiteralKind.Null })
        {
            return null;
        }

        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (type.Kind == JsonTypeInfoKind.Enumerable && plain != typeof(byte[]))
        {
            return new JsonArray([.. Items(node).Select((n, i) => Of(n, type.Options.GetTypeInfo(type.ElementType!), Templates.Text.Invariant($"{path}[{i}]")))]);
        }

        if (type.Kind == JsonTypeInfoKind.Dictionary)
        {
            return Map(node, path, (n, p) => Of(n, type.Options.GetTypeInfo(type.ElementType!), p));
        }

        if (type.Kind == JsonTypeInfoKind.Object)
        {
            return Structure(node, type, path);
        }

        return plain == typeof(bool) ? JsonValue.Create(Flag(node, path))
            : plain == typeof(int) || plain == typeof(long) ? JsonValue.Create(Whole(node, path))
            : plain == typeof(double) || plain == typeof(decimal) ? JsonValue.Create(Number(node, path))
            : Text(node);
    }

    private static JsonObject Map(Node node, string path, Func<Node, string, JsonNode?> value)
    {
        var result = new JsonObject();
        foreach (var (key, member) in Members(node, path))
        {
            result[key] = value(member, $"{path}.{key}");
        }

        return result;
    }

    private JsonObject Structure(Node node, WireShape shape, string path)
    {
        var result = new JsonObject();
        foreach (var (key, value) in Members(node, path))
        {
            var member = Member(shape, key) ?? throw Unknown(value, key, path, shape.Members.Select(static m => Capital(m.Name)));
            if (member.IsRefused)
            {
                refused($"{path}.{key}", value.Place);
            }
            else if (Of(value, member.Shape, $"{path}.{key}") is { } made)
            {
                result[member.Name] = made;
            }
        }

        return result;
    }

    private JsonObject Structure(Node node, JsonTypeInfo type, string path)
    {
        var result = new JsonObject();
        foreach (var (key, value) in Members(node, path))
        {
            var property = type.Properties.FirstOrDefault(p => p.Name == key && !p.IsExtensionData)
                ?? throw Unknown(value, key, path, type.Properties.Where(static p => !p.IsExtensionData).Select(static p => p.Name));
            if (Of(value, type.Options.GetTypeInfo(property.PropertyType), $"{path}.{key}") is { } made)
            {
                result[key] = made;
            }
        }

        return result;
    }

    /// <summary>The member that a property is, whatever the case of its first letter; null: the shape has none.</summary>
    public static WireMember? Member(WireShape shape, string property) => shape.Named(property) ?? (property.Length == 0 ? null : shape.Named(char.ToLowerInvariant(property[0]) + property[1..]));

    /// <summary>A map, or null where the property is not there.</summary>
    /// <exception cref="TemplateException">It is of another kind.</exception>
    public static MapNode? Map(Node? node, string path) => node switch
    {
        null or LiteralNode { Literal: LiteralKind.Null } => null,
        MapNode map => map,
        _ => throw Wrong(node, path, "a map"),
    };

    /// <summary>Maps of a list.</summary>
    /// <exception cref="TemplateException">One is of another kind.</exception>
    public static IEnumerable<MapNode> Maps(IEnumerable<Node> nodes, string path) => nodes.Select(n => n as MapNode ?? throw Wrong(n, path, "a list of maps"));

    /// <summary>A scalar's text; of a map or list the JSON.</summary>
    public static string Text(Node node) => node switch
    {
        TextNode text => text.Text,
        LiteralNode literal => literal.Json,
        _ => JsonOutput.Of(node),
    };

    public static bool Flag(Node node, string path) => Text(node) switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => throw Wrong(node, path, "true or false"),
    };

    public static long Whole(Node node, string path) =>
        long.TryParse(Text(node), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= int.MinValue and <= int.MaxValue
            ? number : throw Wrong(node, path, "a whole number");

    public static double Number(Node node, string path) =>
        double.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(node, path, "a number");

    private static double Time(Node node, string path) =>
        double.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds
            : NodaTime.Text.OffsetDateTimePattern.Rfc3339.Parse(Text(node)) is { Success: true, Value: var time } ? time.ToInstant().ToUnixTimeMilliseconds() / 1000d
            : throw Wrong(node, path, "a time such as 2026-01-31T00:00:00Z");

    // One value stands for a list of one.
    public static IReadOnlyList<Node> Items(Node node) => node is ListNode list ? list.Items : [node];

    private static IEnumerable<KeyValuePair<string, Node>> Members(Node node, string path) => node is MapNode map ? map.Members : throw Wrong(node, path, "a map");

    public static TemplateException Wrong(Node node, string path, string wanted) => Fault.At(node, $"{path} is {wanted}, and this is {node.Kind}{(node is TextNode text ? $" '{text.Text}'" : "")}");

    private static TemplateException Unknown(Node value, string key, string path, IEnumerable<string> known) =>
        Fault.At(value, $"Encountered unsupported property {key} in {path}", Configuration.NearestName.Hint(key, known.Order(StringComparer.Ordinal)));

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
