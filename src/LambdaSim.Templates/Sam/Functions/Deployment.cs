using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary>How traffic is shifted to a function's new version.</summary>
/// <param name="Function">The function.</param>
/// <param name="Preference">Its <c>DeploymentPreference</c>, with parameters put in where its type depends on them.</param>
/// <param name="Condition">The condition that its deployment group gets, or null.</param>
internal sealed record Deployment(SamResource Function, MapNode Preference, string? Condition)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "Canary10Percent5Minutes", "Canary10Percent10Minutes", "Canary10Percent15Minutes", "Canary10Percent30Minutes", "Linear10PercentEvery1Minute",
        "Linear10PercentEvery2Minutes", "Linear10PercentEvery3Minutes", "Linear10PercentEvery10Minutes", "AllAtOnce",
    };

    public string Id => Function.Id + "DeploymentGroup";

    /// <summary>The function's deployment; null where it has none or has switched it off.</summary>
    public static Deployment? Read(SamResource function, string? alias, SamContext context)
    {
        if (function["DeploymentPreference"] is not MapNode given)
        {
            return null;
        }

        if (given["Enabled"] is { } enabled && IsOff(context.Parameters.Resolve(enabled)))
        {
            return null;
        }

        if (alias is null)
        {
            throw function.Invalid("'DeploymentPreference' requires AutoPublishAlias property to be specified.", given);
        }

        if (Make.IsNull(given["Type"]))
        {
            throw function.Invalid("'DeploymentPreference' is missing required Property 'Type'", given);
        }

        var preference = given.With("Type", context.Parameters.Resolve(given["Type"]!));
        return new Deployment(function, preference, PassesCondition(function, given, context) ? function.Condition : null);
    }

    /// <summary>How the alias is updated: by CodeDeploy, with the hooks that ask for it.</summary>
    public MapNode UpdatePolicy
    {
        get
        {
            var hooks = Preference["Hooks"] as MapNode;
            return Node.Map(("CodeDeployLambdaAliasUpdate", Node.Map(
                ("ApplicationName", Make.Ref(DeploymentList.Application)),
                ("DeploymentGroupName", Make.Ref(Id)),
                ("BeforeAllowTrafficHook", hooks?["PreTraffic"]),
                ("AfterAllowTrafficHook", hooks?["PostTraffic"]))));
        }
    }

    public MapNode Group() => Node.Map(
        ("ApplicationName", Make.Ref(DeploymentList.Application)),
        ("AutoRollbackConfiguration", Node.Map(
            ("Enabled", Node.Of(true)),
            ("Events", Make.Texts("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST")))),
        ("AlarmConfiguration", Alarms() is { } alarms ? Node.Map(("Enabled", Node.Of(true)), ("Alarms", alarms)) : null),
        ("DeploymentConfigName", Configuration(Preference["Type"]!)),
        ("DeploymentStyle", Node.Map(("DeploymentType", Node.Of("BLUE_GREEN")), ("DeploymentOption", Node.Of("WITH_TRAFFIC_CONTROL")))),
        ("ServiceRoleArn", Preference["Role"] ?? Make.GetAtt(DeploymentList.Role, "Arn")),
        ("TriggerConfigurations", Preference["TriggerConfigurations"]));

    private static bool IsOff(Node node) => node is LiteralNode { Json: "false" } || string.Equals(Make.Text(node), "false", StringComparison.OrdinalIgnoreCase);

    private static bool PassesCondition(SamResource function, MapNode preference, SamContext context)
    {
        if (preference["PassthroughCondition"] is not { } given)
        {
            return false;
        }

        var value = context.Parameters.Resolve(given);
        if (Intrinsic.Is(value))
        {
            throw function.Invalid("Unsupported intrinsic: the only intrinsic functions supported for property PassthroughCondition are FindInMap and parameter Refs.", given);
        }

        return value switch
        {
            LiteralNode { Literal: LiteralKind.Boolean, Json: var json } => json == "true",
            TextNode text when text.Text.ToLowerInvariant() is "true" or "false" => string.Equals(text.Text, "true", StringComparison.OrdinalIgnoreCase),
            _ => throw function.Invalid("Invalid value for property PassthroughCondition.", given),
        };
    }

    private Node? Alarms() => Preference["Alarms"] switch
    {
        null or LiteralNode { Literal: LiteralKind.Null } => null,
        MapNode map when Intrinsic.IsRef(map, out var name) && name == "AWS::NoValue" => null,
        MapNode map when Intrinsic.TryRead(map, out var call) && call is { Name: "Fn::If", Argument: ListNode { Items: [TextNode condition, var then, var otherwise] } } =>
            Make.If(condition.Text, Branch(then), Branch(otherwise)),
        ListNode list => Names(list),
        var other => throw Function.Invalid("Alarms must be a list", other),
    };

    private Node Branch(Node branch) => branch is ListNode list ? Names(list) : Intrinsic.Is(branch) ? branch : throw Function.Invalid("Alarms must be a list", branch);

    private static ListNode Names(ListNode alarms) => new([.. alarms.Items.Select(a => Node.Map(("Name", a)))], alarms.Place);

    // CodeDeploy's own configurations are called by their full names; any other name is the template's.
    private static Node Configuration(Node type)
    {
        switch (type)
        {
            case TextNode text when Known.Contains(text.Text):
                return Make.Sub("CodeDeployDefault.Lambda${ConfigName}", ("ConfigName", text));
            case MapNode map when Intrinsic.TryRead(map, out var call) && call is { Name: "Fn::If", Argument: ListNode { Items: [var condition, var then, var otherwise] } }:
                return Node.Map(("Fn::If", Node.List(condition, Configuration(then), Configuration(otherwise))));
            case MapNode map when Intrinsic.TryRead(map, out var call) && call is { Name: "Fn::Sub", Argument: TextNode text } && Known.Contains(text.Text):
                return Configuration(text);
            default:
                return type;
        }
    }
}
