using System.Text.Json.Nodes;
using LambdaSim.Neighbours.HttpApis;
using LambdaSim.Neighbours.RestApis;
using static LambdaSim.Wire.ApiGatewayV2.HttpApiWire;

namespace LambdaSim.Wire.ApiGatewayV2;

/// <summary>HTTP and WebSocket APIs and their tags.</summary>
internal static class HttpApiOperations
{
    private static readonly string[] _settings = ["name", "description", "version", "corsConfiguration", "disableExecuteApiEndpoint", "ipAddressType", "routeSelectionExpression", "apiKeySelectionExpression"];

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Of("CreateApi", Create),
        Of("GetApis", static c => Page(c, At(c).Apis.Values.Select(static a => (a.Id, Copy(a.Document))))),
        Of("GetApi", static c => Copy(Api(c).Document)),
        Of("UpdateApi", static c =>
        {
            var api = Api(c);
            if ((c.Text("target") ?? c.Text("routeKey") ?? c.Text("credentialsArn")) is not null)
            {
                throw ApiGatewayException.Unsupported("quick updates of target, routeKey and credentialsArn");
            }

            var changed = With(api.Document, c, _settings);
            HttpApiRules.Api(changed);
            api.Document = changed;
            Changed(c, api);
            return Copy(changed);
        }),
        Of("DeleteApi", static c =>
        {
            At(c).Remove(Api(c));
            return null;
        }),
        Of("DeleteCorsConfiguration", static c =>
        {
            var api = Api(c);
            api.Document.Remove("corsConfiguration");
            Changed(c, api);
            return null;
        }),
        Of("GetTags", static c => new JsonObject { ["tags"] = Tagged(c)["tags"]?.DeepClone() ?? new JsonObject() }),
        Of("TagResource", static c =>
        {
            var document = Tagged(c);
            var tags = document["tags"] as JsonObject ?? (JsonObject)(document["tags"] = new JsonObject())!;
            foreach (var (key, value) in c.Input["tags"] as JsonObject ?? [])
            {
                tags[key] = value?.DeepClone();
            }

            return null;
        }),
        Of("UntagResource", static c =>
        {
            var tags = Tagged(c)["tags"] as JsonObject;
            c.Texts("tagKeys").ToList().ForEach(k => tags?.Remove(k));
            return null;
        }),
        Refused("CreateVpcLink"),
        Refused("ImportApi"),
    ];

    private static JsonObject Create(TableCall call)
    {
        var document = With(new JsonObject { ["protocolType"] = call.Text("protocolType"), ["createdDate"] = Now(call) }, call, [.. _settings, "tags"]);
        var isSocket = call.Text("protocolType") == StoredHttpApi.Socket;
        if (!isSocket)
        {
            document["routeSelectionExpression"] ??= HttpApiRules.RouteSelection;
        }

        document["apiKeySelectionExpression"] ??= HttpApiRules.KeySelection;
        document["disableExecuteApiEndpoint"] ??= false;
        if (string.IsNullOrWhiteSpace(call.Text("name")))
        {
            throw ApiGatewayException.Bad("Invalid API name specified");
        }

        HttpApiRules.Api(document);
        var target = call.Text("target");
        if (isSocket && (target ?? call.Text("routeKey") ?? call.Text("credentialsArn")) is not null)
        {
            throw ApiGatewayException.Bad("Quick create is supported only for HTTP APIs");
        }

        if (target is null && (call.Text("routeKey") ?? call.Text("credentialsArn")) is not null)
        {
            throw ApiGatewayException.Bad("Quick create needs a target: RouteKey and CredentialsArn are of its route and integration");
        }

        if (target is not null && HttpApiRules.FunctionOf(target, null) is null)
        {
            throw ApiGatewayException.Unsupported($"the target {target}, which is no Lambda function,");
        }

        var key = call.Text("routeKey") ?? StoredHttpApi.DefaultStage;
        var api = At(call).Create(document);
        if (target is not null)
        {
            try
            {
                Quick(call, api, target, key);
            }
            catch (ApiGatewayException)
            {
                At(call).Apis.Remove(api.Id);
                throw;
            }
        }

        return Copy(api.Document);
    }

    // Quick create: one integration, one route, and a stage that deploys by itself.
    private static void Quick(TableCall call, StoredHttpApi api, string target, string key)
    {
        var (integration, route) = (api.NewId("integration"), api.NewId("route"));
        api.Integrations[integration] = new JsonObject { ["integrationId"] = integration, ["integrationType"] = "AWS_PROXY", ["integrationUri"] = target, ["payloadFormatVersion"] = "2.0", ["apiGatewayManaged"] = true };
        if (call.Text("credentialsArn") is { } credentials)
        {
            api.Integrations[integration]["credentialsArn"] = credentials;
        }

        var made = new JsonObject { ["routeId"] = route, ["routeKey"] = key, ["target"] = HttpApiRules.Target + integration, ["authorizationType"] = "NONE", ["apiGatewayManaged"] = true };
        HttpApiRules.Check(api, "Route", made);
        api.Routes[route] = made;
        api.AddStage(new JsonObject { ["stageName"] = StoredHttpApi.DefaultStage, ["autoDeploy"] = true, ["createdDate"] = Now(call), ["apiGatewayManaged"] = true });
        Changed(call, api);
    }

    // arn:aws:apigateway:REGION::/apis/ID, and of stages and domain names.
    private static JsonObject Tagged(TableCall call) => Resources.Arn.TryParse(call.Text("resourceArn"), out var arn) ? arn.Resource.Split('/') switch
    {
        ["", "apis", var id] => At(call).Api(id).Document,
        ["", "apis", var id, "stages", var stage] => At(call).Api(id).Stage(stage).Document,
        ["", "domainnames", var name] => At(call).Domain(name).Document,
        _ => throw ApiGatewayException.Missing("Invalid resource ARN specified"),
    }
    : throw ApiGatewayException.Bad("Invalid ARN specified in the request");
}
