using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>Usage plans and their keys: one for an API, or one that all APIs share.</summary>
internal static class UsagePlans
{
    private const string Shared = "Serverless";

    public static void Add(SamResource api, string stage, SamContext context)
    {
        if (api["Auth"] is not MapNode auth || auth["UsagePlan"] is not { } given || Make.IsNull(given))
        {
            return;
        }

        var plan = Expect.Map(given, api.Id, "Auth.UsagePlan");
        var kind = Expect.Present(plan["CreateUsagePlan"], api.Id, "UsagePlan.CreateUsagePlan", plan);
        switch (Make.Text(kind))
        {
            case "NONE":
                return;
            case "PER_API":
                AddPlan(api, api.Id, plan, stage, context);
                return;
            case "SHARED":
                AddPlan(api, Shared, plan, stage, context);
                return;
            default:
                throw api.Invalid("'CreateUsagePlan' accepts one of ['SHARED', 'PER_API', 'NONE'].", kind);
        }
    }

    private static void AddPlan(SamResource api, string id, MapNode plan, string stage, SamContext context)
    {
        var (planId, keyId, linkId) = (id + "UsagePlan", id + "ApiKey", id + "UsagePlanKey");
        context.References.Add(api.Id, "UsagePlan", planId);
        context.References.Add(api.Id, "ApiKey", keyId);
        context.References.Add(api.Id, "UsagePlanKey", linkId);
        var before = id == Shared ? context[planId] : null;
        var attributes = Attributes(api, before, context);
        var properties = new MapBuilder();
        properties.Set("ApiStages", Node.List(
            [.. Items(before, "ApiStages"), Node.Map(("ApiId", Make.Ref(api.Id)), ("Stage", Make.Ref(stage)))]));
        foreach (var name in new[] { "UsagePlanName", "Description", "Quota", "Tags", "Throttle" })
        {
            if (plan[name] is { } value && !Make.IsNull(value))
            {
                properties.Set(name, value);
            }
        }

        List<Node> apis = [.. (before?["DependsOn"] as ListNode)?.Items ?? [], Node.Of(api.Id)];
        context.Add(api, planId, "AWS::ApiGateway::UsagePlan", properties.ToNode(default), attributes.With("DependsOn", Node.List(apis)));
        var stages = Node.List(
            [.. Items(id == Shared ? context[keyId] : null, "StageKeys"), Node.Map(("RestApiId", Make.Ref(api.Id)), ("StageName", Make.Ref(stage)))]);
        context.Add(
            api,
            keyId,
            "AWS::ApiGateway::ApiKey",
            Node.Map(("Enabled", Node.Of(true)), ("StageKeys", stages)),
            attributes.With("DependsOn", Make.Texts(planId)));
        context.Add(
            api,
            linkId,
            "AWS::ApiGateway::UsagePlanKey",
            Node.Map(("KeyId", Make.Ref(keyId)), ("KeyType", Node.Of("API_KEY")), ("UsagePlanId", Make.Ref(planId))),
            attributes.With("DependsOn", Make.Texts(keyId)));
    }

    // The shared plan exists where any of its APIs does.
    private static MapNode Attributes(SamResource api, MapNode? before, SamContext context)
    {
        const string Any = "SharedUsagePlanCondition";
        if (before is null)
        {
            return api.Inherited;
        }

        if (Make.Text(before["Condition"]) is not { } first || api.Condition is not { } second)
        {
            return api.Inherited.Without("Condition");
        }

        if (first != second)
        {
            var known = first == Any ? ((context.Conditions?[Any] as MapNode)?["Fn::Or"] as ListNode)?.Items ?? [] : [Named(first)];
            if (!known.Any(k => NodeEquality.Equal(k, Named(second))))
            {
                known = [.. known, Named(second)];
            }

            context.AddCondition(Any, Node.Map(("Fn::Or", Node.List(known))));
            return api.Inherited.With("Condition", Node.Of(Any));
        }

        return api.Inherited;
    }

    private static MapNode Named(string condition) => Node.Map(("Condition", Node.Of(condition)));

    private static IReadOnlyList<Node> Items(MapNode? resource, string property) =>
        ((resource?["Properties"] as MapNode)?[property] as ListNode)?.Items ?? [];
}
