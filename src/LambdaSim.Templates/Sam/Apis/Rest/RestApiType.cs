using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary><c>AWS::Serverless::Api</c>: a REST API with a deployment and a stage, and what its <c>Auth</c> and <c>Domain</c> ask for.</summary>
internal sealed class RestApiType : IResourceType
{
    private static readonly PropertyTable Table = new()
    {
        "__MANAGE_SWAGGER",
        { "Name", Takes.Text },
        { "StageName", Takes.Text | Takes.Required },
        { "Tags", Takes.Map },
        { "DefinitionBody", Takes.Map },
        { "DefinitionUri", Takes.Text | Takes.Map },
        { "MergeDefinitions", Takes.Boolean },
        { "CacheClusterEnabled", Takes.Boolean },
        { "CacheClusterSize", Takes.Text },
        { "Variables", Takes.Map },
        "EndpointConfiguration",
        { "MethodSettings", Takes.List },
        { "BinaryMediaTypes", Takes.List },
        { "MinimumCompressionSize", Takes.Number },
        "Cors",
        { "Auth", Takes.Map },
        { "GatewayResponses", Takes.Map },
        { "AccessLogSetting", Takes.Map },
        { "CanarySetting", Takes.Map },
        { "TracingEnabled", Takes.Boolean },
        "OpenApiVersion",
        "Models",
        "Domain",
        { "FailOnWarnings", Takes.Boolean },
        { "Description", Takes.Text },
        { "Mode", Takes.Text },
        { "DisableExecuteApiEndpoint", Takes.Boolean },
        { "ApiKeySourceType", Takes.Text },
        { "AlwaysDeploy", Takes.Boolean },
        { "Policy", Takes.Map },
        { "PropagateTags", Takes.Boolean },
        { "SecurityPolicy", Takes.Text },
        { "EndpointAccessMode", Takes.Text },
    };

    public string Type => "AWS::Serverless::Api";

    public void Translate(SamResource resource, SamContext context)
    {
        Table.Check(resource.Id, Type, resource.Properties);
        Check(resource);
        var body = RestBody.Of(resource, context);
        context.Add(resource, resource.Id, "AWS::ApiGateway::RestApi", Api(resource, body, context), resource.Own);
        var domain = RestDomain.Read(resource, context);
        domain?.AddName(resource, context);
        var stage = RestStage.Add(resource, body, context);
        domain?.AddMappings(resource, stage, context);
        foreach (var authorizer in RestAuth.Read(resource, resource["Auth"] as MapNode).Where(a => a.Permitted))
        {
            context.Add(
                resource,
                resource.Id + authorizer.Name + "AuthorizerPermission",
                "AWS::Lambda::Permission",
                Permissions.OfAuthorizer(resource.Id, authorizer.Function!, context.Inputs.Partition),
                resource.Inherited);
        }

        UsagePlans.Add(resource, stage, context);
    }

    private static void Check(SamResource api)
    {
        if (Make.IsTrue(api["MergeDefinitions"]) && api["DefinitionUri"] is not null)
        {
            throw api.Invalid("Cannot set 'MergeDefinitions' to True when using `DefinitionUri`.");
        }

        if (api["DefinitionUri"] is not null && api["DefinitionBody"] is not null)
        {
            throw api.Invalid("Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.");
        }

        if (api["OpenApiVersion"] is { } version && version is not TextNode)
        {
            throw Expect.Wrong(version, api.Id, "OpenApiVersion", "a string");
        }

        if (api["OpenApiVersion"] is { } given && !OpenApiVersions.IsThree(Spelling.Of(given)) && !OpenApiVersions.IsTwo(Spelling.Of(given)))
        {
            throw api.Invalid("The OpenApiVersion value must be of the format \"3.0.0\".", given);
        }
    }

    private static MapNode Api(SamResource api, RestBody body, SamContext context)
    {
        var result = new MapBuilder();
        Take("Name", "MinimumCompressionSize", "Description", "Mode", "FailOnWarnings", "ApiKeySourceType", "Policy", "SecurityPolicy", "EndpointAccessMode");
        if (api["BinaryMediaTypes"] is { } types)
        {
            result.Set("BinaryMediaTypes", context.Parameters.Resolve(types));
        }

        if (api["EndpointConfiguration"] is { } endpoint)
        {
            AddEndpoint(result, endpoint);
        }
        else if (context.Inputs.Partition != "aws")
        {
            AddEndpoint(result, Node.Of("REGIONAL"));
        }

        result.Set(body.IsInline ? "Body" : "BodyS3Location", body.Value);
        if (api["Tags"] is { } tags && Make.IsTrue(api["PropagateTags"]))
        {
            result.Set("Tags", Node.List([.. TagList.Pairs(tags)]));
        }

        return result.ToNode(default);

        void Take(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (api[name] is { } value)
                {
                    result.Set(name, value);
                }
            }
        }
    }

    private static void AddEndpoint(MapBuilder api, Node endpoint)
    {
        var type = endpoint is MapNode map && !Intrinsic.Is(map) ? map["Type"] : endpoint;
        if (type is not null)
        {
            api.Set("Parameters", Node.Map(("endpointConfigurationTypes", type)));
            api.Set("EndpointConfiguration", Node.Map(
                ("Types", Node.List(type)),
                ("VpcEndpointIds", (endpoint as MapNode)?["VPCEndpointIds"]),
                ("IpAddressType", (endpoint as MapNode)?["IpAddressType"])));
        }
    }
}
