using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>What a REST API is made of: the document that stands in the template, with all that the API's properties add to it, or its place in S3.</summary>
/// <param name="Value">The document, or bucket and key.</param>
/// <param name="IsInline">Whether it is a document.</param>
internal sealed record RestBody(Node Value, bool IsInline)
{
    public static RestBody Of(SamResource api, SamContext context)
    {
        if (api["DefinitionBody"] is not MapNode written)
        {
            Refuse(api);
            return api["DefinitionUri"] is { } uri
                ? new RestBody(Location(S3Location.Read(api.Id, "DefinitionUri", uri, "DefinitionBody")), false)
                : new RestBody(ApiDocument.RestSkeleton(), true);
        }

        return new RestBody(Intrinsic.Is(written) ? written : Edited(api, written, context), true);
    }

    public static MapNode Location(S3Location location) =>
        Node.Map(("Bucket", location.Bucket), ("Key", location.Key), ("Version", location.Version));

    private static MapNode Edited(SamResource api, MapNode written, SamContext context)
    {
        var document = new ApiDocument(RestOpenApi.Begun(written, api.Properties));
        var version = api["OpenApiVersion"] is { } given ? Spelling.Of(given) : null;
        if (api["DisableExecuteApiEndpoint"] is { } disabled)
        {
            document.Set("x-amazon-apigateway-endpoint-configuration", Node.Map(("disableExecuteApiEndpoint", disabled)));
        }

        if (api["Cors"] is { } cors)
        {
            var read = RestCors.Read(api, cors);
            CheckValid(api, document, "Cors");
            CheckPaths(document);
            foreach (var path in document.Paths.Keys.ToArray())
            {
                read.AddTo(document, path);
            }
        }

        if (api["Auth"] is MapNode { Count: > 0 } auth)
        {
            CheckValid(api, document, "Auth");
            CheckPaths(document);
            RestAuth.Apply(api, Expect.Map(context.Parameters.Resolve(auth), api.Id, "Auth"), document, api["StageName"]!, context);
            RestOpenApi.Finish(document, version);
        }

        if (api["GatewayResponses"] is { } responses)
        {
            CheckValid(api, document, "GatewayResponses");
            GatewayResponses.Apply(api, responses, document);
        }

        if (api["BinaryMediaTypes"] is { } types)
        {
            document.Set("x-amazon-apigateway-binary-media-types", Unescaped(context.Parameters.Resolve(types)));
        }

        if (api["Models"] is { } models)
        {
            AddModels(api, models, document);
            RestOpenApi.Finish(document, version);
        }

        RestOpenApi.Finish(document, version);
        return document.Body;
    }

    private static void AddModels(SamResource api, Node models, ApiDocument document)
    {
        var map = Expect.Map(models, api.Id, "Models");
        CheckValid(api, document, "Models");
        var definitions = new MapBuilder(document["definitions"] as MapNode ?? MapNode.Empty);
        foreach (var (name, schema) in map.Members)
        {
            if (schema is not MapNode { Count: > 0 } definition)
            {
                throw api.Invalid("Invalid input. Value for model '" + name + "' is required", schema);
            }

            if (!definition.Has("type"))
            {
                throw api.Invalid($"Invalid model. 'Type' is required for model '{name}'.", schema);
            }

            definitions.Set(name.ToLowerInvariant(), definition);
        }

        document.Set("definitions", definitions.ToNode(models.Place));
    }

    private static void CheckPaths(ApiDocument document)
    {
        foreach (var (path, item) in document.Paths.Members)
        {
            if (item is not MapNode)
            {
                throw SamFault.Document($"Value of '{path}' path must be a dictionary according to Swagger spec.", item);
            }
        }
    }

    private static void CheckValid(SamResource api, ApiDocument document, string property)
    {
        if (!ApiDocument.IsValid(document.Body))
        {
            throw api.Invalid(property == "Models"
                ? "Unable to add Models definitions because 'DefinitionBody' does not contain a valid Swagger definition."
                : $"Unable to add {(property == "GatewayResponses" ? "Auth" : property)} configuration because 'DefinitionBody' does not contain a valid Swagger definition.");
        }
    }

    // What can only be put into a document needs one in the template.
    private static void Refuse(SamResource api)
    {
        foreach (var property in new[] { "Cors", "Auth", "GatewayResponses", "Models" })
        {
            if (api["DefinitionUri"] is not null && api[property] is { } value && value is not MapNode { Count: 0 })
            {
                throw api.Invalid($"{(property == "Models" ? "Models" : property)} works only with inline Swagger specified in 'DefinitionBody' property.", value);
            }
        }

        if (api["DisableExecuteApiEndpoint"] is { } disabled && api["DefinitionUri"] is not null)
        {
            throw api.Invalid("DisableExecuteApiEndpoint works only within 'DefinitionBody' property.", disabled);
        }
    }

    // Resource properties write a slash as ~1; the document does not.
    private static Node Unescaped(Node node) => node switch
    {
        TextNode text => new TextNode(text.Text.Replace("~1", "/", StringComparison.Ordinal), text.Place),
        ListNode list => new ListNode([.. list.Items.Select(Unescaped)], list.Place),
        MapNode map => map.Members.Aggregate(map, (m, member) => m.With(member.Key, Unescaped(member.Value))),
        _ => node,
    };
}
