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
        var tags = Make.IsTrue(api["PropagateTags"]) && api["Tags"] is { } given ? Node.List([.. TagList.Pairs(given)]) : null;
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

        if (tags is not null)
        {
            properties.Set("Tags", tags);
        }

        List<Node> apis = [.. (before?["DependsOn"] as ListNode)?.Items ?? [], Node.Of(api.Id)];
        context.Add(api, planId, "AWS::ApiGateway::UsagePlan", properties.ToNode(default), attributes.With("DependsOn", Node.List(apis)));
        var stages = Node.List(
            [.. Items(id == Shared ? context[keyId] : null, "StageKeys"), Node.Map(("RestApiId", Make.Ref(api.Id)), ("StageName", Make.Ref(stage)))]);
        context.Add(
            api,
            keyId,
            "AWS::ApiGateway::ApiKey",
            Node.Map(("Enabled", Node.Of(true)), ("StageKeys", stages), ("Tags", tags)),
            attributes.With("DependsOn", Make.Texts(planId)));
        context.Add(
            api,
            linkId,
            "AWS::ApiGateway::UsagePlanKey",
            Node.Map(("KeyId", Make.Ref(keyId)), ("KeyType", Node.Of("API_KEY")), ("UsagePlanId", Make.Ref(planId))),
            attributes.With("DependsOn", Make.Texts(keyId)));
    }

    // The shared plan exists where any of its APIs does, and is kept as long as one of them is.
    private static MapNode Attributes(SamResource api, MapNode? before, SamContext context)
    {
        var result = api.Inherited;
        if (before is null)
        {
            return result;
        }

        foreach (var policy in new[] { "DeletionPolicy", "UpdateReplacePolicy" })
        {
            if (before[policy] is { } earlier && Make.Text(result[policy]) != "Retain")
            {
                result = result.With(policy, earlier);
            }
        }

        return Combined(Make.Text(before["Condition"]), api.Condition, context) is { } condition
            ? result.With("Condition", Node.Of(condition))
            : result.Without("Condition");
    }

    private static string? Combined(string? first, string? second, SamContext context)
    {
        const string Any = "SharedUsagePlanCondition";
        if (first is null || second is null)
        {
            if (context.Conditions is { } conditions && conditions.Has(Any))
            {
                context.Template = context.Template.With("Conditions", conditions.Without(Any));
            }

            return null;
        }

        if (first == second)
        {
            return first;
        }

        var known = first == Any ? ((context.Conditions?[Any] as MapNode)?["Fn::Or"] as ListNode)?.Items ?? [] : [Named(first)];
        if (!known.Any(k => NodeEquality.Equal(k, Named(second))))
        {
            known = [.. known, Named(second)];
        }

        context.AddCondition(Any, Node.Map(("Fn::Or", Node.List(known))));
        return Any;
    }

    private static MapNode Named(string condition) => Node.Map(("Condition", Node.Of(condition)));

    private static IReadOnlyList<Node> Items(MapNode? resource, string property) =>
        ((resource?["Properties"] as MapNode)?[property] as ListNode)?.Items ?? [];
}
