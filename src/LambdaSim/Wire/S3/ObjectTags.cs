using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Wire.S3;

/// <summary>Tags as requests give them (rule BKT-TAGS).</summary>
internal static class ObjectTags
{
    private const int MostOfObject = 10, MostOfBucket = 50, LongestKey = 128, LongestValue = 256;

    public static ImmutableArray<ObjectTag> Of(IEnumerable<JsonObject> tags, bool isObject = false) =>
        Check([.. tags.Select(static t => new ObjectTag((string?)t["Key"] ?? "", (string?)t["Value"] ?? ""))], isObject ? MostOfObject : MostOfBucket);

    /// <summary>As the header <c>x-amz-tagging</c> has them: a query.</summary>
    public static ImmutableArray<ObjectTag> Of(string? header) => string.IsNullOrEmpty(header) ? []
        : Check([.. header.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(RequestTarget.Parameter).Select(static p => new ObjectTag(p.Name, p.Value))], MostOfObject);

    public static JsonArray Shown(ImmutableArray<ObjectTag> tags) => [.. tags.Select(static t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })];

    private static ImmutableArray<ObjectTag> Check(ImmutableArray<ObjectTag> tags, int most)
    {
        if (tags.Length > most)
        {
            throw most == MostOfObject ? new BucketServiceException("BadRequest", 400, "Object tags cannot be greater than 10") : new BucketServiceException("BadRequest", 400, "Bucket tag count cannot be greater than 50");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.Key.Length is 0 or > LongestKey || tag.Key.StartsWith("aws:", StringComparison.Ordinal) || !tag.Key.EnumerateRunes().All(IsAllowed))
            {
                throw new BucketServiceException("InvalidTag", 400, tag.Key.StartsWith("aws:", StringComparison.Ordinal) ? "System tags cannot be added/updated by requester" : "The TagKey you have provided is invalid", ("TagKey", tag.Key));
            }

            if (tag.Value.Length > LongestValue || !tag.Value.EnumerateRunes().All(IsAllowed))
            {
                throw new BucketServiceException("InvalidTag", 400, "The TagValue you have provided is invalid", ("TagKey", tag.Key), ("TagValue", tag.Value));
            }

            if (!seen.Add(tag.Key))
            {
                throw new BucketServiceException("InvalidTag", 400, "Cannot provide multiple Tags with the same key", ("TagKey", tag.Key));
            }
        }

        return tags;
    }

    private static bool IsAllowed(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.IsWhiteSpace(rune) || "_.:/=+-@".Contains(rune.ToString(), StringComparison.Ordinal);
}
