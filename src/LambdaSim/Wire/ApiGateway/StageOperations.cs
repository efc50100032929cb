using System.Text.Json.Nodes;
using LambdaSim.Neighbours.RestApis;
using static LambdaSim.Wire.ApiGateway.ApiGatewayWire;

namespace LambdaSim.Wire.ApiGateway;

/// <summary>Deployments, stages and authorizers.</summary>
internal static class StageOperations
{
    private static readonly string[] _settings = ["description", "cacheClusterEnabled", "cacheClusterSize", "variables", "tracingEnabled"];

    private static readonly string[] _ofAuthorizer =
        ["name", "type", "providerARNs", "authType", "authorizerUri", "authorizerCredentials", "identitySource", "identityValidationExpression", "authorizerResultTtlInSeconds"];

    private static readonly PatchTable _deploymentPlaces = new(("/description", PatchKind.Text));

    private static readonly PatchTable _authorizerPlaces = new(
        ("/name", PatchKind.Text), ("/authorizerUri", PatchKind.Text), ("/authorizerCredentials", PatchKind.Text), ("/identitySource", PatchKind.Text), ("/identityValidationExpression", PatchKind.Text),
        ("/authorizerResultTtlInSeconds", PatchKind.Integer), ("/authType", PatchKind.Text), ("/type", PatchKind.Text));

    private static readonly PatchTable _stagePlaces = new(
        ("/deploymentId", PatchKind.Text), ("/description", PatchKind.Text), ("/variables/*", PatchKind.Text), ("/cacheClusterEnabled", PatchKind.Boolean), ("/cacheClusterSize", PatchKind.Text),
        ("/tracingEnabled", PatchKind.Boolean), ("/documentationVersion", PatchKind.Text), ("/clientCertificateId", PatchKind.Text), ("/accessLogSettings/format", PatchKind.Text),
        ("/accessLogSettings/destinationArn", PatchKind.Text));

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Of("CreateDeployment", CreateDeployment),
        Of("GetDeployments", static c => Page(c, Api(c).Deployments.Select(static d => ((string)d.Document["id"]!, Copy(d.Document))))),
        Of("GetDeployment", static c => Copy(Api(c).Deployment(c.Text("deploymentId")!).Document)),
        Of("UpdateDeployment", static c =>
        {
            var api = Api(c);
            var before = api.Deployment(c.Text("deploymentId")!);
            var after = before with { Document = _deploymentPlaces.Apply(before.Document, Patches(c)) };
            api.Deployments[api.Deployments.IndexOf(before)] = after;
            return Copy(after.Document);
        }),
        Of("DeleteDeployment", static c => Done(() =>
        {
            var api = Api(c);
            var deployment = api.Deployment(c.Text("deploymentId")!);
            _ = api.Stages.Values.Any(s => s.DeploymentId == c.Text("deploymentId"))
                ? throw ApiGatewayException.Bad("Active stages pointing to this deployment must be moved or deleted")
                : api.Deployments.Remove(deployment);
        })),
        Of("CreateStage", static c =>
        {
            _ = Api(c).Deployment(c.Text("deploymentId")!);
            return Copy(ApiStages.Create(At(c), Api(c), Stage(c, c.Text("stageName")!, c.Text("deploymentId")!)).Document);
        }),
        Of("GetStages", static c => new JsonObject
        {
            ["items"] = new JsonArray([.. Api(c).Stages.Values.Where(s => c.Text("deploymentId") is not { } id || s.DeploymentId == id).Select(static s => Copy(s.Document))]),
        }),
        Of("GetStage", static c => Copy(Api(c).Stage(c.Text("stageName")!).Document)),
        Of("UpdateStage", UpdateStage),
        Of("DeleteStage", static c => Done(() =>
        {
            _ = Api(c).Stage(c.Text("stageName")!);
            Api(c).Stages.Remove(c.Text("stageName")!);
            At(c).Plans.Values.ToList().ForEach(p => p.Leave(Api(c).Id, c.Text("stageName")));
        })),
        Of("CreateAuthorizer", static c =>
        {
            var document = Kept(c, _ofAuthorizer);
            document["authorizerResultTtlInSeconds"] ??= 300;
            document["authType"] ??= "custom";
            ApiAuthorizer.Check(document);
            document["id"] = Api(c).NewId("authorizer");
            Api(c).Authorizers.Add((string)document["id"]!, document);
            return Copy(document);
        }),
        Of("GetAuthorizers", static c => Page(c, Api(c).Authorizers.Select(static a => (a.Key, Copy(a.Value))))),
        Of("GetAuthorizer", static c => Copy(Api(c).Authorizer(c.Text("authorizerId")!))),
        Of("UpdateAuthorizer", static c =>
        {
            var changed = _authorizerPlaces.Apply(Api(c).Authorizer(c.Text("authorizerId")!), Patches(c));
            ApiAuthorizer.Check(changed);
            Api(c).Authorizers[c.Text("authorizerId")!] = changed;
            return Copy(changed);
        }),
        Of("DeleteAuthorizer", static c => Done(() =>
        {
            _ = Api(c).Authorizer(c.Text("authorizerId")!);
            _ = Api(c).Resources.Values.Any(r => r.Methods.Values.Any(m => (string?)m["authorizerId"] == c.Text("authorizerId")))
                ? throw ApiGatewayException.Conflict("Cannot delete authorizer, is referenced in method")
                : Api(c).Authorizers.Remove(c.Text("authorizerId")!);
        })),
        Refused("PutGatewayResponse"),
    ];

    private static JsonObject CreateDeployment(TableCall call)
    {
        // Terraform sends names that it has not as empty ones.
        var (api, name) = (Api(call), call.Text("stageName") is { Length: > 0 } given ? given : null);
        var document = Kept(call, "description");
        var deployment = ApiStages.Deploy(api, document);
        var id = api.NewId("deployment");
        document["id"] = id;
        document["createdDate"] = Timestamps.Write(At(call).Now);
        api.Deployments.Add(deployment);
        if (name is null)
        {
            return Copy(document);
        }

        if (api.Stages.TryGetValue(name, out var stage))
        {
            stage.Document["deploymentId"] = id;
            stage.Document["lastUpdatedDate"] = Timestamps.Write(At(call).Now);
            foreach (var (member, value) in Kept(call, _settings.Except(["description"])))
            {
                stage.Document[member] = value?.DeepClone();
            }

            if (call.Text("stageDescription") is { } told)
            {
                stage.Document["description"] = told;
            }

            ApiStages.Serve(api, stage);
            return Copy(document);
        }

        try
        {
            var made = Stage(call, name, id);
            made.Remove("description");
            if (call.Text("stageDescription") is { } description)
            {
                made["description"] = description;
            }

            ApiStages.Create(At(call), api, made);
        }
        catch (ApiGatewayException)
        {
            api.Deployments.Remove(deployment);
            throw;
        }

        return Copy(document);
    }

    private static JsonObject Stage(TableCall call, string name, string deployment)
    {
        var document = Kept(call, [.. _settings, "documentationVersion", "tags"]);
        document["stageName"] = name;
        document["deploymentId"] = deployment;
        document["cacheClusterEnabled"] ??= false;
        document["cacheClusterStatus"] = "NOT_AVAILABLE";
        document["methodSettings"] = new JsonObject();
        document["tracingEnabled"] ??= false;
        document["createdDate"] = Timestamps.Write(At(call).Now);
        document["lastUpdatedDate"] = Timestamps.Write(At(call).Now);
        return document;
    }

    private static JsonObject UpdateStage(TableCall call)
    {
        var (api, stage) = (Api(call), Api(call).Stage(call.Text("stageName")!));
        var changed = Copy(stage.Document);
        foreach (var operation in Patches(call))
        {
            if (!MethodSettingPatch.TryApply(changed, operation))
            {
                changed = _stagePlaces.Apply(changed, [operation]);
            }
        }

        _ = api.Deployment((string?)changed["deploymentId"] ?? "");
        changed["lastUpdatedDate"] = Timestamps.Write(At(call).Now);
        stage.Document = changed;
        ApiStages.Serve(api, stage);
        return Copy(changed);
    }
}
