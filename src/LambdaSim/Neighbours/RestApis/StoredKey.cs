using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>An API key with its document.</summary>
internal sealed class StoredKey(ApiKey key, JsonObject document)
{
    public ApiKey Key => key;

    public JsonObject Document
    {
        get;
        set
        {
            field = value;
            key.Name = (string?)value["name"] ?? "";
            key.IsEnabled = (bool?)value["enabled"] ?? false;
        }
    } = document;
}

/// <summary>A usage plan with its document, whose limits it takes over.</summary>
internal sealed class StoredPlan
{
    public StoredPlan(string id, JsonObject document)
    {
        Plan = new UsagePlan(id, (string)document["name"]!, SettingsOf(document));
        Document = document;
        TakeMethods();
    }

    public UsagePlan Plan { get; }

    public JsonObject Document { get; private set; }

    public IEnumerable<JsonObject> Stages => (Document["apiStages"] as JsonArray)?.Select(static s => s!.AsObject()) ?? [];

    public bool Has(string api, string stage) => Stages.Any(s => (string)s["apiId"]! == api && (string)s["stage"]! == stage);

    public void Change(JsonObject document)
    {
        var settings = SettingsOf(document);
        Document = document;
        Plan.Name = (string)document["name"]!;
        Plan.Change(settings);
        TakeMethods();
    }

    /// <summary>An API, or a stage of it, is no more.</summary>
    public void Leave(string api, string? stage = null) =>
        Document["apiStages"] = new JsonArray([.. Stages.Where(s => (string)s["apiId"]! != api || (stage is not null && (string)s["stage"]! != stage)).Select(static s => s.DeepClone())]);

    private static UsagePlanSettings SettingsOf(JsonObject document)
    {
        if (string.IsNullOrEmpty((string?)document["name"]))
        {
            throw ApiGatewayException.Bad("Usage Plan name must not be empty");
        }

        var (throttle, quota) = (document["throttle"], document["quota"]);
        var settings = new UsagePlanSettings
        {
            RateLimit = Number(throttle?["rateLimit"]),
            BurstLimit = (int?)throttle?["burstLimit"],
            Quota = (int?)quota?["limit"],
            Offset = (int?)quota?["offset"] ?? 0,
            Period = (string?)quota?["period"] switch { "WEEK" => QuotaPeriod.Week, "MONTH" => QuotaPeriod.Month, _ => QuotaPeriod.Day },
        };
        if (settings is { RateLimit: < 0 } or { BurstLimit: < 0 } or { Quota: < 0 } or { Offset: < 0 })
        {
            throw ApiGatewayException.Bad("Usage Plan limits must not be negative");
        }

        return quota is not null && (settings.Quota is null || (string?)quota["period"] is not ("DAY" or "WEEK" or "MONTH"))
            ? throw ApiGatewayException.Bad("Usage Plan quota must have a limit and a period of DAY, WEEK or MONTH")
            : settings;
    }

    public static double? Number(JsonNode? node) => node is JsonValue value ? value.TryGetValue<double>(out var number) ? number : (double)value.GetValue<int>() : null;

    private void TakeMethods()
    {
        Plan.Methods.Clear();
        foreach (var stage in Stages)
        {
            foreach (var (method, limits) in stage["throttle"] as JsonObject ?? [])
            {
                Plan.Methods[$"{(string)stage["apiId"]!}:{(string)stage["stage"]!}{(method.StartsWith('/') ? method : $"/{method}")}"] = (Number(limits?["rateLimit"]), (int?)limits?["burstLimit"]);
            }
        }
    }
}
