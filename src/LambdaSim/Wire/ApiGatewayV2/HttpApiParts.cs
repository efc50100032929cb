using System.Text.Json.Nodes;
using LambdaSim.Neighbours.HttpApis;
using LambdaSim.Neighbours.RestApis;
using static LambdaSim.Wire.ApiGatewayV2.HttpApiWire;

namespace LambdaSim.Wire.ApiGatewayV2;

/// <summary>What HTTP APIs are made of: routes, integrations, authorizers, stages, deployments.</summary>
internal static class HttpApiParts
{
    public static IReadOnlyList<TableOperation> All { get; } = [.. HttpApiShapes.Kinds.SelectMany(OperationsOf)];

    private static IEnumerable<TableOperation> OperationsOf(HttpApiKind kind) =>
    [
        Of($"Create{kind.Name}", c => Copy(kind.Name switch { "Stage" => CreateStage(c, kind), "Deployment" => CreateDeployment(c), _ => CreatePart(c, kind) })),
        Of($"Get{kind.Name}s", c => Page(c, Documents(Api(c), kind).Select(static d => (d.Key, Copy(d.Value))))),
        Of($"Get{kind.Name}", c => Copy(Find(c, kind))),
        Of($"Update{kind.Name}", c => Copy(Update(c, kind))),
        Of($"Delete{kind.Name}", c =>
        {
            Delete(c, kind);
            return null;
        }),
    ];

    private static IEnumerable<KeyValuePair<string, JsonObject>> Documents(StoredHttpApi api, HttpApiKind kind) => kind.Name switch
    {
        "Stage" => api.Stages.Select(static s => KeyValuePair.Create(s.Key, s.Value.Document)),
        "Deployment" => api.Deployments.Select(static d => KeyValuePair.Create(d.Key, d.Value.Document)),
        _ => Parts(api, kind),
    };

    private static SortedDictionary<string, JsonObject> Parts(StoredHttpApi api, HttpApiKind kind) => kind.Name switch { "Route" => api.Routes, "Integration" => api.Integrations, _ => api.Authorizers };

    private static JsonObject Find(TableCall call, HttpApiKind kind) =>
        Documents(Api(call), kind).FirstOrDefault(d => d.Key == call.Text(kind.Id)).Value ?? throw ApiGatewayException.Missing($"Invalid {kind.Name} identifier specified");

    private static IEnumerable<string> Names(HttpApiKind kind) => kind.Members.Select(static m => m.Name);

    private static JsonObject CreatePart(TableCall call, HttpApiKind kind)
    {
        var api = Api(call);
        var document = With([], call, Names(kind));
        if (kind.Name == "Route")
        {
            document["authorizationType"] ??= "NONE";
            document["apiKeyRequired"] ??= false;
        }
        else if (kind.Name == "Integration")
        {
            document["connectionType"] ??= "INTERNET";
            document["timeoutInMillis"] ??= api.IsSocket ? 29_000 : 30_000;
            if (api.IsSocket)
            {
                document["payloadFormatVersion"] ??= "1.0";
                document["passthroughBehavior"] ??= "WHEN_NO_MATCH";
            }
        }

        HttpApiRules.Check(api, kind.Name, document);
        var id = api.NewId(kind.Name);
        document[kind.Id] = id;
        Parts(api, kind).Add(id, document);
        Changed(call, api);
        return document;
    }

    private static JsonObject CreateStage(TableCall call, HttpApiKind kind)
    {
        var (api, name) = (Api(call), call.Text("stageName"));
        if (string.IsNullOrEmpty(name) || ((api.IsSocket || name != StoredHttpApi.DefaultStage) && !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')))
        {
            throw ApiGatewayException.Bad($"Stage name only allows a-zA-Z0-9_-{(api.IsSocket ? "" : " and $default")}");
        }

        if (api.Stages.ContainsKey(name))
        {
            throw ApiGatewayException.Conflict("Stage already exists");
        }

        var document = With(new JsonObject { ["stageName"] = name, ["createdDate"] = Now(call) }, call, Names(kind));
        CheckStage(api, document);
        Serve(call, api, api.AddStage(document));
        return document;
    }

    private static JsonObject CreateDeployment(TableCall call)
    {
        var api = Api(call);
        var stage = call.Text("stageName") is { } name ? api.Stage(name) : null;
        if (stage is { IsAutomatic: true })
        {
            throw ApiGatewayException.Bad("Deployment ID cannot be set on a stage that has autoDeploy turned on");
        }

        var id = api.Deploy(With(new JsonObject { ["createdDate"] = Now(call), ["autoDeployed"] = false }, call, "description"));
        if (stage is not null)
        {
            stage.Document["deploymentId"] = id;
            api.Serve(stage);
        }

        return api.Deployments[id].Document;
    }

    private static JsonObject Update(TableCall call, HttpApiKind kind)
    {
        var api = Api(call);
        var changed = With(Find(call, kind), call, Names(kind));
        changed[kind.Id] = call.Text(kind.Id);
        if (kind.Name == "Stage")
        {
            CheckStage(api, changed);
            var stage = api.Stage(call.Text("stageName")!);
            changed["lastUpdatedDate"] = Now(call);
            stage.Document = changed;
            Serve(call, api, stage);
        }
        else if (kind.Name == "Deployment")
        {
            api.Deployments[call.Text(kind.Id)!] = api.Deployments[call.Text(kind.Id)!] with { Document = changed };
        }
        else
        {
            HttpApiRules.Check(api, kind.Name, changed);
            Parts(api, kind)[call.Text(kind.Id)!] = changed;
            Changed(call, api);
        }

        return changed;
    }

    private static void Delete(TableCall call, HttpApiKind kind)
    {
        var (api, id) = (Api(call), (string)Find(call, kind)[kind.Id]!);
        if ((kind.Name == "Integration" && api.Routes.Values.Any(r => (string?)r["target"] == HttpApiRules.Target + id))
            || (kind.Name == "Authorizer" && api.Routes.Values.Any(r => (string?)r["authorizerId"] == id))
            || (kind.Name == "Deployment" && api.Stages.Values.Any(s => (string?)s.Document["deploymentId"] == id)))
        {
            throw ApiGatewayException.Conflict($"Cannot delete {kind.Name} '{id}': it is in use");
        }

        if (kind.Name == "Stage")
        {
            At(call).CheckFree(api.Id, id);
            api.RemoveStage(id);
            return;
        }

        _ = kind.Name == "Deployment" ? api.Deployments.Remove(id) : Parts(api, kind).Remove(id);
        if (kind.Name == "Route")
        {
            api.Responses.Where(r => r.Value.RouteId == id).Select(static r => r.Key).ToList().ForEach(r => api.Responses.Remove(r));
        }

        if (kind.Name is "Route" or "Integration" or "Authorizer")
        {
            Changed(call, api);
        }
    }

    private static void CheckStage(StoredHttpApi api, JsonObject stage)
    {
        if ((string?)stage["deploymentId"] is { } deployment && !api.Deployments.ContainsKey(deployment))
        {
            throw ApiGatewayException.Missing("Invalid Deployment identifier specified");
        }
    }

    private static void Serve(TableCall call, StoredHttpApi api, StoredHttpStage stage)
    {
        if (stage.IsAutomatic)
        {
            Changed(call, api);
        }
        else
        {
            api.Serve(stage);
        }
    }
}
