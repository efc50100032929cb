using System.Globalization;
using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>What a place of a document holds.</summary>
internal enum PatchKind
{
    Text,
    Integer,
    Number,
    Boolean,

    /// <summary>A list of texts: one is added or removed by its name in the path, or as the value.</summary>
    Item,
}

/// <summary>The places of a document that patch operations may change, with <c>*</c> for any name (rule APIGW-PATCH).</summary>
/// <param name="places">Paths such as <c>/variables/*</c>.</param>
internal sealed class PatchTable(params (string Path, PatchKind Kind)[] places)
{
    private const int MostOperations = 1_000;

    /// <summary>A copy of a document with all operations done; the document itself stays as it is.</summary>
    /// <exception cref="ApiGatewayException">One of them cannot be done.</exception>
    public JsonObject Apply(JsonObject document, IEnumerable<JsonObject> operations)
    {
        var copy = document.DeepClone().AsObject();
        var count = 0;
        foreach (var operation in operations)
        {
            if (++count > MostOperations)
            {
                throw ApiGatewayException.Bad("Too many patch operations.");
            }

            Apply(copy, (string?)operation["op"] ?? "", (string?)operation["path"] ?? "", (string?)operation["value"]);
        }

        return copy;
    }

    /// <summary>The names of a path: <c>~1</c> is a slash, <c>~0</c> a tilde.</summary>
    public static string[] Names(string path) => [.. path.TrimStart('/').Split('/').Select(static p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private void Apply(JsonObject document, string op, string path, string? value)
    {
        var names = Names(path);
        var (pattern, kind) = Array.Find(places, p => Matches(Names(p.Path), names));
        if (pattern is null)
        {
            throw ApiGatewayException.Bad($"Invalid patch path '{path}' specified for op '{op}'. Must be one of: [{string.Join(", ", places.Select(static p => p.Path))}]");
        }

        if (op is not ("add" or "replace" or "remove"))
        {
            throw ApiGatewayException.Bad($"Invalid patch operation specified. Must be one of: [add, remove, replace]");
        }

        var isNamedItem = kind == PatchKind.Item && pattern.EndsWith("/*", StringComparison.Ordinal);
        var item = isNamedItem ? names[^1] : value;
        var steps = isNamedItem ? names[..^1] : names;
        var owner = document;
        foreach (var name in steps[..^1])
        {
            owner = owner[name] as JsonObject ?? (JsonObject)(owner[name] = new JsonObject())!;
        }

        if (kind == PatchKind.Item)
        {
            _ = item ?? throw ApiGatewayException.Bad($"Invalid patch value specified for {path}");
            Change(owner, steps[^1], op, item, isNamedItem && op == "replace" ? value ?? item : item);
        }
        else if (op == "remove")
        {
            owner.Remove(steps[^1]);
        }
        else
        {
            owner[steps[^1]] = Read(kind, value, path);
        }
    }

    private static void Change(JsonObject owner, string name, string op, string item, string next)
    {
        var left = (owner[name] as JsonArray ?? []).Select(static i => (string)i!).Where(i => i != item && i != next).ToList();
        if (op != "remove")
        {
            left.Add(next);
        }

        owner[name] = new JsonArray([.. left.Select(static i => (JsonNode)i)]);
    }

    private static JsonNode Read(PatchKind kind, string? value, string path) => kind switch
    {
        PatchKind.Integer when int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        PatchKind.Number when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        PatchKind.Boolean when value is "true" or "false" => value == "true",
        PatchKind.Text when value is not null => value,
        _ => throw ApiGatewayException.Bad($"Invalid patch value '{value}' specified for {path}"),
    };

    private static bool Matches(string[] pattern, string[] names) =>
        pattern.Length == names.Length && pattern.Zip(names).All(static p => p.First == "*" ? p.Second.Length > 0 : p.First == p.Second);
}
