using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Http;

/// <summary>Tags of the second generation of API Gateway, a map with SAM's own.</summary>
internal static class HttpTags
{
    public static MapNode? Of(SamResource api, string kind) =>
        api["Tags"] is null && api["DefinitionUri"] is not null ? null : Own(api["Tags"] as MapNode ?? MapNode.Empty, kind);

    public static MapNode Own(MapNode tags, string kind) => tags.With(kind + ":createdBy", Node.Of("SAM"));
}
