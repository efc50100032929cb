using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.RestApis;
using static LambdaSim.Wire.ApiGateway.ApiGatewayWire;

namespace LambdaSim.Wire.ApiGateway;

/// <summary>API keys and usage plans.</summary>
internal static class KeyOperations
{
    private static readonly PatchTable _keyPlaces = new(("/name", PatchKind.Text), ("/description", PatchKind.Text), ("/enabled", PatchKind.Boolean), ("/customerId", PatchKind.Text));

    private static readonly PatchTable _planPlaces = new(
        ("/name", PatchKind.Text), ("/description", PatchKind.Text), ("/productCode", PatchKind.Text), ("/throttle/rateLimit", PatchKind.Number), ("/throttle/burstLimit", PatchKind.Integer), ("/throttle", PatchKind.Text),
        ("/quota/limit", PatchKind.Integer), ("/quota/offset", PatchKind.Integer), ("/quota/period", PatchKind.Text), ("/quota", PatchKind.Text));

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Refused("ImportApiKeys"),
        Of("CreateApiKey", CreateKey),
        Of("GetApiKeys", static c => Page(c, At(c).Keys.Values.Where(k => k.Key.Name.StartsWith(c.Text("name") ?? "", StringComparison.Ordinal)).Select(k => (k.Key.Id, Shown(k, c.Flag("includeValues")))))),
        Of("GetApiKey", static c => Shown(Key(c), c.Flag("includeValue"))),
        Of("UpdateApiKey", static c =>
        {
            var key = Key(c);
            var changed = _keyPlaces.Apply(key.Document, Patches(c));
            changed["lastUpdatedDate"] = Timestamps.Write(At(c).Now);
            key.Document = changed;
            return Shown(key, withValue: false);
        }),
        Of("DeleteApiKey", static c => Done(() =>
        {
            var key = Key(c);
            At(c).Plans.Values.ToList().ForEach(p => p.Plan.Remove(key.Key));
            At(c).Keys.Remove(key.Key.Id);
        })),
        Of("CreateUsagePlan", static c =>
        {
            var document = Kept(c, "name", "description", "apiStages", "throttle", "quota", "tags");
            document["apiStages"] ??= new JsonArray();
            var id = At(c).NewId("usageplan");
            document["id"] = id;
            var plan = new StoredPlan(id, document);
            CheckStages(c, plan);
            At(c).Plans.Add(id, plan);
            return Copy(document);
        }),
        Of("GetUsagePlans", static c => Page(c, At(c).Plans.Values.Where(p => c.Text("keyId") is not { } id || p.Plan.Keys.Any(k => k.Id == id)).Select(static p => (p.Plan.Id, Copy(p.Document))))),
        Of("GetUsagePlan", static c => Copy(Plan(c).Document)),
        Of("UpdateUsagePlan", UpdatePlan),
        Of("DeleteUsagePlan", static c => Done(() =>
        {
            _ = Plan(c).Stages.Any() ? throw ApiGatewayException.Bad("Cannot delete usage plan because it has associated API stages") : At(c).Plans.Remove(Plan(c).Plan.Id);
        })),
        Of("CreateUsagePlanKey", static c =>
        {
            var (plan, key) = (Plan(c), At(c).Key(c.Text("keyId")!));
            if (c.Text("keyType") != "API_KEY")
            {
                throw ApiGatewayException.Bad("Usage Plan Key type must be API_KEY");
            }

            if (plan.Plan.Keys.Contains(key.Key))
            {
                throw ApiGatewayException.Conflict("Usage Plan Key already exists");
            }

            plan.Plan.Add(key.Key);
            return PlanKey(key.Key);
        }),
        Of("GetUsagePlanKeys", static c => Page(c, Plan(c).Plan.Keys.Select(static k => (k.Id, PlanKey(k))))),
        Of("GetUsagePlanKey", static c => PlanKey(OfPlan(c))),
        Of("DeleteUsagePlanKey", static c => Done(() => Plan(c).Plan.Remove(OfPlan(c)))),
    ];

    private static StoredKey Key(TableCall call) => At(call).Key(call.Text("apiKey")!);

    private static StoredPlan Plan(TableCall call) => At(call).Plan(call.Text("usagePlanId")!);

    private static ApiKey OfPlan(TableCall call) => Plan(call).Plan.Keys.FirstOrDefault(k => k.Id == call.Text("keyId")) ?? throw ApiGatewayException.Missing("Invalid API Key identifier specified");

    private static JsonObject PlanKey(ApiKey key) => new() { ["id"] = key.Id, ["type"] = "API_KEY", ["value"] = key.Value, ["name"] = key.Name };

    private static JsonObject Shown(StoredKey key, bool withValue)
    {
        var document = Copy(key.Document);
        if (withValue)
        {
            document["value"] = key.Key.Value;
        }

        return document;
    }

    private static JsonObject CreateKey(TableCall call)
    {
        var service = At(call);
        if (call.Text("value") is { Length: > 0 } given && (given.Length is < 20 or > 128 || service.Keys.Values.Any(k => k.Key.Value == given)))
        {
            throw given.Length is < 20 or > 128 ? ApiGatewayException.Bad("API Key value should be between 20 and 128 characters") : ApiGatewayException.Conflict("API Key already exists");
        }

        var id = service.NewId("apikey");
        var document = Kept(call, "description", "customerId", "tags");
        document["id"] = id;
        document["name"] = call.Text("name") ?? "";
        document["enabled"] = call.Flag("enabled");
        document["createdDate"] = Timestamps.Write(service.Now);
        document["lastUpdatedDate"] = Timestamps.Write(service.Now);
        document["stageKeys"] = new JsonArray();
        var key = new StoredKey(new ApiKey(id, call.Text("name") ?? "", call.Text("value") is { Length: > 0 } value ? value : ApiKey.ValueOf(id)) { IsEnabled = call.Flag("enabled") }, document);
        service.Keys.Add(id, key);
        return Shown(key, withValue: true);
    }

    // "/apiStages" takes "API:STAGE"; "/apiStages/API:STAGE/throttle/PATH/METHOD/rateLimit" the limits of a method there.
    private static JsonObject UpdatePlan(TableCall call)
    {
        var plan = Plan(call);
        var changed = Copy(plan.Document);
        foreach (var operation in Patches(call))
        {
            var names = PatchTable.Names((string?)operation["path"] ?? "");
            if (names[0] == "apiStages")
            {
                ApiStagePatch.Apply(changed, names, operation);
            }
            else if (names is ["throttle" or "quota"] && (string?)operation["op"] != "remove")
            {
                throw ApiGatewayException.Bad($"Invalid patch path '{(string?)operation["path"]}' specified for op '{(string?)operation["op"]}'.");
            }
            else
            {
                changed = _planPlaces.Apply(changed, [operation]);
            }
        }

        CheckStages(call, new StoredPlan(plan.Plan.Id, changed));
        plan.Change(changed);
        return Copy(changed);
    }

    private static void CheckStages(TableCall call, StoredPlan plan)
    {
        foreach (var stage in plan.Stages)
        {
            if (!At(call).Apis.TryGetValue((string?)stage["apiId"] ?? "", out var api) || !api.Stages.ContainsKey((string?)stage["stage"] ?? ""))
            {
                throw ApiGatewayException.Missing($"API Stage not found: {(string?)stage["apiId"]}:{(string?)stage["stage"]}");
            }
        }
    }
}
