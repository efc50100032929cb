using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;
using LambdaSim.Templates.Sam.Apis.Rest;

namespace LambdaSim.Templates.Sam.Apis.Http;

/// <summary><c>AWS::Serverless::HttpApi</c>: an HTTP API with a stage that deploys by itself.</summary>
internal sealed class HttpApiType : IResourceType
{
    private static readonly PropertyTable Table = new()
    {
        "__MANAGE_SWAGGER",
        { "Name", Takes.Text },
        { "StageName", Takes.Text },
        { "StageVariables", Takes.Map },
        { "DefinitionBody", Takes.Map },
        { "DefinitionUri", Takes.Text | Takes.Map },
        { "CorsConfiguration", Takes.Boolean | Takes.Map },
        { "AccessLogSettings", Takes.Map },
        { "DefaultRouteSettings", Takes.Map },
        { "RouteSettings", Takes.Map },
        { "Tags", Takes.Map },
        { "Auth", Takes.Map },
        "Domain",
        { "FailOnWarnings", Takes.Boolean },
        { "Description", Takes.Text },
        { "DisableExecuteApiEndpoint", Takes.Boolean },
        { "PropagateTags", Takes.Boolean },
    };

    public string Type => "AWS::Serverless::HttpApi";

    public void Translate(SamResource resource, SamContext context)
    {
        Table.Check(resource.Id, Type, resource.Properties);
        context.Add(resource, resource.Id, "AWS::ApiGatewayV2::Api", Api(resource, context), resource.Own);
        var domain = HttpDomain.Read(resource, "httpapi", context);
        domain?.AddName(resource, context);
        var stage = AddStage(resource, context);
        domain?.AddMappings(resource, stage, context);
        foreach (var authorizer in HttpAuth.Read(resource, resource["Auth"] as MapNode).Where(a => a.Permitted))
        {
            context.Add(
                resource,
                resource.Id + authorizer.Name + "AuthorizerPermission",
                "AWS::Lambda::Permission",
                Permissions.OfAuthorizer(resource.Id, authorizer.Function!, "${AWS::Partition}"),
                resource.Inherited);
        }
    }

    private static MapNode Api(SamResource api, SamContext context)
    {
        if (api["DefinitionUri"] is not null && api["DefinitionBody"] is not null)
        {
            throw api.Invalid("Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.");
        }

        if (api["DefinitionUri"] is { } uri)
        {
            Refuse(api);
            return Node.Map(
                ("BodyS3Location", RestBody.Location(S3Location.Read(api.Id, "DefinitionUri", uri, "DefinitionBody"))),
                ("FailOnWarnings", api["FailOnWarnings"]));
        }

        return Node.Map(
            ("Body", HttpBody.Of(api, context)),
            ("FailOnWarnings", api["FailOnWarnings"]));
    }

    private static void Refuse(SamResource api)
    {
        if (api["CorsConfiguration"] is { } cors)
        {
            throw api.Invalid("Cors works only with inline OpenApi specified in 'DefinitionBody' property.", cors);
        }

        if (api["Auth"] is { } auth)
        {
            throw api.Invalid("Auth works only with inline OpenApi specified in the 'DefinitionBody' property.", auth);
        }

        if (api["Tags"] is { } tags)
        {
            throw api.Invalid("Tags works only with inline OpenApi specified in the 'DefinitionBody' property.", tags);
        }

        if (api["Name"] is { } name)
        {
            throw api.Invalid("Name works only with inline OpenApi specified in the 'DefinitionBody' property.", name);
        }

        if (api["Description"] is { } description)
        {
            throw api.Invalid("Description works only with inline OpenApi specified in the 'DefinitionBody' property.", description);
        }

        if (api["DisableExecuteApiEndpoint"] is { } disabled)
        {
            throw api.Invalid("DisableExecuteApiEndpoint works only within 'DefinitionBody' property.", disabled);
        }
    }

    private static string AddStage(SamResource api, SamContext context)
    {
        var name = api["StageName"] ?? Node.Of("$default");
        var id = Make.Text(name) == "$default" ? api.Id + "ApiGatewayDefaultStage" : StageIds.Of(api, name);
        context.Add(
            api,
            id,
            "AWS::ApiGatewayV2::Stage",
            Node.Map(
                ("ApiId", Make.Ref(api.Id)),
                ("StageName", name),
                ("StageVariables", api["StageVariables"]),
                ("AccessLogSettings", api["AccessLogSettings"]),
                ("DefaultRouteSettings", api["DefaultRouteSettings"]),
                ("RouteSettings", api["RouteSettings"]),
                ("Tags", HttpTags.Of(api, "httpapi")),
                ("AutoDeploy", Node.Of(true))),
            api.Inherited);
        context.References.Add(api.Id, "Stage", id);
        return id;
    }
}
