using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>A REST API's deployment, which has a new id whenever the document changes, and the stage that shows it.</summary>
internal static class RestStage
{
    /// <summary>Adds both.</summary>
    /// <returns>The stage's logical id.</returns>
    public static string Add(SamResource api, RestBody body, SamContext context)
    {
        var hash = StableHash.Of(JsonOutput.Of(StableHash.Sorted(Hashed(api, body))), 40);
        var deployment = api.Id + "Deployment" + hash[..10];
        var stage = StageIds.Of(api, api["StageName"]!);
        context.Add(
            api,
            deployment,
            "AWS::ApiGateway::Deployment",
            Node.Map(
                ("Description", Node.Of("RestApi deployment id: " + hash)),
                ("RestApiId", Make.Ref(api.Id)),
                ("StageName", api["OpenApiVersion"] is null ? Node.Of("Stage") : null)),
            api.Inherited);
        context.Add(api, stage, "AWS::ApiGateway::Stage", Stage(api, deployment), api.Inherited);
        context.References.Add(api.Id, "Deployment", deployment);
        context.References.Add(api.Id, "Stage", stage);
        return stage;
    }

    private static MapNode Stage(SamResource api, string deployment)
    {
        var result = new MapBuilder();
        result.Set("RestApiId", Make.Ref(api.Id));
        result.Set("DeploymentId", Make.Ref(deployment));
        result.Set("StageName", api["StageName"]!);
        foreach (var name in new[] { "CacheClusterEnabled", "CacheClusterSize", "Variables", "MethodSettings", "AccessLogSetting", "CanarySetting", "TracingEnabled" })
        {
            if (api[name] is { } value)
            {
                result.Set(name, value);
            }
        }

        if (api["Tags"] is { } tags)
        {
            result.Set("Tags", Node.List([.. TagList.Pairs(tags)]));
        }

        return result.ToNode(default);
    }

    private static Node Hashed(SamResource api, RestBody body) =>
        api["OpenApiVersion"] is null && api["Domain"] is null
            ? body.Value
            : Node.List(body.Value, api["OpenApiVersion"] ?? Node.Of(string.Empty), api["Domain"] ?? Node.Of(string.Empty));
}
