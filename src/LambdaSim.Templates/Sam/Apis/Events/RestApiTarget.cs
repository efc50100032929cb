using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;
using LambdaSim.Templates.Sam.Apis.Rest;

namespace LambdaSim.Templates.Sam.Apis.Events;

/// <summary>The REST API that an event adds a method to.</summary>
/// <param name="Id">Its logical id; null where it is none of the template's.</param>
/// <param name="Properties">Its properties by now.</param>
/// <param name="Stage">The name of its stage.</param>
/// <param name="StageSuffix">What a permission's logical id has of it.</param>
internal sealed record RestApiTarget(string? Id, MapNode? Properties, Node Stage, string StageSuffix)
{
    /// <summary>Whether the transform writes the API's document, or adds to one that the template writes.</summary>
    public bool Edited => Make.IsTrue(Properties?[ApiReference.Managed]) || Merged;

    public bool Merged => Make.IsTrue(Properties?["MergeDefinitions"]) && ApiDocument.IsValid(Properties?["DefinitionBody"]);

    public static RestApiTarget Of(SamEvent e, SamContext context)
    {
        foreach (var needed in new[] { "Path", "Method", "RestApiId" })
        {
            if (e[needed] is null)
            {
                throw e.Invalid($"Missing required property '{needed}'.");
            }
        }

        var id = ApiReference.IdOf(e["RestApiId"]);
        var node = id is null ? null : context[id];
        if (node is null || ApiReference.Properties(context, id) is not { } properties || properties["StageName"] is not { } stage)
        {
            if (id is not null)
            {
                throw e.Invalid("RestApiId property of Api event must reference a valid resource in the same template.");
            }

            return new RestApiTarget(node is null ? null : id, null, Node.Of("*"), "AllStages");
        }

        return Make.Text(stage) switch
        {
            "" => throw SamFault.Resource(id!, "StageName cannot be empty.", stage),
            null => new RestApiTarget(id, properties, stage, "Stage"),
            var name => new RestApiTarget(id, properties, stage, name.All(char.IsLetterOrDigit) ? name : StableHash.Of(name)),
        };
    }

    /// <summary>The document to add to: the API's own, or an empty one that is merged into it.</summary>
    public static ApiDocument Document(SamEvent e, RestApiTarget target, MapNode body)
    {
        var (path, method) = (Make.Text(e["Path"])!, Make.Text(e["Method"])!);
        if (target.Merged)
        {
            var empty = body.Has("openapi") ? Node.Map(("openapi", body["openapi"])) : Node.Map(("swagger", body["swagger"]));
            return new ApiDocument(empty.With("paths", MapNode.Empty));
        }

        var document = new ApiDocument(RestOpenApi.Begun(body, target.Properties!));
        return document.HasIntegration(path, method)
            ? throw e.Invalid($"API method '{method}' defined multiple times for path '{path}'.")
            : document;
    }
}
