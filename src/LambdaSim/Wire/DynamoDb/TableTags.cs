using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Resources;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Tags of tables (rule DDB-TAGS).</summary>
internal static class TableTags
{
    private const int MostTags = 50;

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        new(TableShapes.TagResource, Tag),
        new(TableShapes.UntagResource, Untag),
        new(TableShapes.ListTagsOfResource, static c => new JsonObject
        {
            ["Tags"] = new JsonArray([.. Tagged(c).Tags.Select(static t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]),
        }),
    ];

    public static void Require(IEnumerable<JsonObject> tags)
    {
        var names = tags.Select(static t => (string)t["Key"]!).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            throw TableException.Invalid("Duplicate tag keys found in the request");
        }

        RequireFew(names.Count);
    }

    public static void Add(Table table, IEnumerable<JsonObject> tags)
    {
        foreach (var tag in tags)
        {
            table.Tags[(string)tag["Key"]!] = (string)tag["Value"]!;
        }
    }

    /// <summary>The table that an ARN names.</summary>
    public static Table Tagged(TableCall call)
    {
        var text = call.Text("ResourceArn")!;
        if (!Arn.TryParse(text, out var arn) || !arn.Resource.StartsWith(TableBook.OfTable, StringComparison.Ordinal))
        {
            throw TableException.Invalid($"Invalid TableArn: Invalid ResourceArn provided as input {text}");
        }

        return call.World.Book<TableBook>().Find(arn) as Table
            ?? throw new DynamoDbFaultException(DynamoDbFault.Of(TableException.NotFound()) with { Message = $"Requested resource not found: ResourcArn: {text} not found" });
    }

    private static JsonObject? Tag(TableCall call)
    {
        var (table, tags) = (Tagged(call), call.Objects("Tags").ToList());
        if (tags.Count == 0)
        {
            throw TableException.Invalid("Atleast one Tag needs to be provided as Input.");
        }

        Require(tags);
        RequireFew(table.Tags.Keys.Union(tags.Select(static t => (string)t["Key"]!), StringComparer.Ordinal).Count());
        Add(table, tags);
        return null;
    }

    private static JsonObject? Untag(TableCall call)
    {
        var (table, names) = (Tagged(call), call.Texts("TagKeys"));
        if (names.Count == 0)
        {
            throw TableException.Invalid("Atleast one Tag Key needs to be provided as Input.");
        }

        foreach (var name in names)
        {
            table.Tags.Remove(name);
        }

        return null;
    }

    private static void RequireFew(int count) => _ = count <= MostTags ? 0 : throw TableException.Invalid("Too many tags: a table has at most 50");
}
