using System.Text.Json.Serialization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Tag, untag, list tags.</summary>
internal static class TagOperations
{
    private const string Path = "/2017-03-31/tags/{Resource}";

    public static IReadOnlyList<Operation> All { get; } =
    [
        Operation.Of("TagResource", "POST", Path, 204, TagJson.Default.TagResourceRequest, static (s, r) => s.TagResource(r)),
        Operation.Of("UntagResource", "DELETE", Path, 204, TagJson.Default.UntagResourceRequest, static (s, r) => s.UntagResource(r)) with { Query = ["TagKeys=tagKeys"] },
        Operation.Of("ListTags", "GET", Path, 200, TagJson.Default.ListTagsRequest, TagJson.Default.ListTagsResponse, static (s, r) => s.ListTags(r)),
    ];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(UntagResourceRequest))]
[JsonSerializable(typeof(ListTagsRequest))]
[JsonSerializable(typeof(ListTagsResponse))]
internal sealed partial class TagJson : JsonSerializerContext;
