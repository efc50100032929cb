using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>
/// What was written as Swagger 2, told as OpenAPI 3 where the API asks for that. SAM does this after each group of properties, so that the headers of
/// a <c>CORS</c> answer are wrapped as often: the same is done here, since the API's document is compared with AWS's.
/// </summary>
internal static class RestOpenApi
{
    public static void Finish(ApiDocument document, string? version)
    {
        // A document that says it is Swagger stays so, unless the API asks for another version.
        var asked = version ?? (document["openapi"] is { } written && !document.Body.Has("swagger") ? Spelling.Of(written) : null);
        if (!OpenApiVersions.IsThree(asked))
        {
            return;
        }

        Move(document, "securityDefinitions", "securitySchemes");
        Move(document, "definitions", "schemas");
        foreach (var path in document.Paths.Keys.ToArray())
        {
            if (document.Paths[path] is MapNode item && item["options"] is MapNode { Count: > 0 } options)
            {
                document.SetPath(path, item.With("options", Preflight(options.Without("consumes").Without("produces"))));
            }
        }
    }

    /// <summary>The document that the transform itself began, as OpenAPI 3 where the API asks for that; one of the template's stays what it says it is.</summary>
    public static MapNode Begun(MapNode body, MapNode api) =>
        Make.IsTrue(api[ApiReference.Managed]) && api["OpenApiVersion"] is TextNode version && OpenApiVersions.IsThree(version.Text)
            ? body.Without("swagger").With("openapi", version)
            : body;

    private static void Move(ApiDocument document, string from, string to)
    {
        if (document[from] is MapNode { Count: > 0 } definitions)
        {
            document.Set("components", (document["components"] as MapNode ?? MapNode.Empty).With(to, definitions));
            document.Remove(from);
        }
    }

    private static MapNode Preflight(MapNode options)
    {
        if (options["responses"] is not MapNode responses || responses["200"] is not MapNode ok || ok["headers"] is not MapNode headers)
        {
            return options;
        }

        var wrapped = new MapBuilder();
        foreach (var (name, header) in headers.Members)
        {
            wrapped.Set(name, Node.Map(("schema", header)));
        }

        return options.With("responses", responses.With("200", ok.With("headers", wrapped.ToNode(headers.Place))));
    }
}
