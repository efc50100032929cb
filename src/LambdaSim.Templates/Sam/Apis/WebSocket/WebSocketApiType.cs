using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;
using LambdaSim.Templates.Sam.Apis.Http;

namespace LambdaSim.Templates.Sam.Apis.WebSocket;

/// <summary><c>AWS::Serverless::WebSocketApi</c>: an API whose routes each call a function.</summary>
internal sealed class WebSocketApiType : IResourceType
{
    private const string Kind = "websocketapi";

    private static readonly PropertyTable Table = new()
    {
        "AccessLogSettings",
        "ApiKeySelectionExpression",
        "Auth",
        "DefaultRouteSettings",
        { "Description", Takes.Text },
        { "DisableExecuteApiEndpoint", Takes.Boolean },
        { "DisableSchemaValidation", Takes.Boolean },
        "Domain",
        "IpAddressType",
        { "Name", Takes.Text },
        { "PropagateTags", Takes.Boolean },
        { "Routes", Takes.Map | Takes.Required },
        { "RouteSelectionExpression", Takes.Text | Takes.Required },
        "RouteSettings",
        "StageName",
        "StageVariables",
        "Tags",
    };

    public string Type => "AWS::Serverless::WebSocketApi";

    public void Translate(SamResource resource, SamContext context)
    {
        Table.Check(resource.Id, Type, resource.Properties);
        foreach (var property in new[] { "Auth", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables", "Tags" })
        {
            if (resource[property] is { } value)
            {
                Expect.Map(value, resource.Id, property);
            }
        }

        var stage = resource["StageName"] ?? Node.Of("default");
        if (Make.Text(stage) == "$default")
        {
            throw resource.Invalid("Stages cannot be named $default for WebSocket APIs.", stage);
        }

        context.Add(resource, resource.Id, "AWS::ApiGatewayV2::Api", Api(resource), resource.Own);
        var domain = HttpDomain.Read(resource, Kind, context);
        var routes = new WebSocketRoutes(resource, stage, context).Add();
        domain?.AddName(resource, context);
        var stageId = AddStage(resource, stage, routes, context);
        domain?.AddMappings(resource, stageId, context);
    }

    private static MapNode Api(SamResource api)
    {
        var result = new MapBuilder();
        result.Set("ProtocolType", Node.Of("WEBSOCKET"));
        foreach (var name in new[]
        {
            "Name", "Description", "ApiKeySelectionExpression", "DisableExecuteApiEndpoint", "DisableSchemaValidation", "IpAddressType", "RouteSelectionExpression",
        })
        {
            if (api[name] is { } value)
            {
                result.Set(name, value);
            }
        }

        result.Set("Tags", HttpTags.Own(api["Tags"] as MapNode ?? MapNode.Empty, Kind));
        return result.ToNode(default);
    }

    private static string AddStage(SamResource api, Node name, IReadOnlyList<string> routes, SamContext context)
    {
        var id = Make.Text(name) == "default" ? api.Id + "DefaultStage" : StageIds.Of(api, name);
        var tags = Make.IsTrue(api["PropagateTags"]) ? api["Tags"] as MapNode ?? MapNode.Empty : MapNode.Empty;

        // Settings of routes can only be set on routes that are there.
        var attributes = api["RouteSettings"] is null ? api.Inherited : api.Inherited.With("DependsOn", Make.Texts(routes));
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
                ("AutoDeploy", Node.Of(true)),
                ("Tags", HttpTags.Own(tags, Kind))),
            attributes);
        context.References.Add(api.Id, "Stage", id);
        return id;
    }
}
