using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Policies;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>An event source mapping: Lambda reads a queue, stream or broker for the function.</summary>
internal sealed class MappingEvent(string type, string source, Func<SamEvent, SamContext, MappingRights> rights, PropertyTable table) : IEventType
{
    private static readonly string[] Same =
    [
        "StartingPosition", "StartingPositionTimestamp", "BatchSize", "Enabled", "MaximumBatchingWindowInSeconds", "MaximumRetryAttempts",
        "BisectBatchOnFunctionError", "MaximumRecordAgeInSeconds", "ParallelizationFactor", "Topics", "Queues", "SourceAccessConfigurations",
        "TumblingWindowInSeconds", "FunctionResponseTypes", "KmsKeyArn", "ScalingConfig", "ProvisionedPollerConfig", "MetricsConfig", "LoggingConfig",
    ];

    public string Type => type;

    public void Translate(SamEvent e, SamContext context)
    {
        table.Check(e);
        var map = new MapBuilder();
        map.Set("FunctionName", e.Target);
        if (source.Length > 0 && e[source] is { } arn)
        {
            map.Set("EventSourceArn", arn);
        }

        foreach (var (key, value) in e.Given(Same).ToNode(default).Members)
        {
            map.Set(key, value);
        }

        if (Filter(e) is { } filter)
        {
            map.Set("FilterCriteria", filter);
        }

        if (MappingDestination.Read(e) is { } destination)
        {
            map.Set("DestinationConfig", destination);
        }

        foreach (var (key, value) in MappingConfigs.Of(e, type).Members)
        {
            map.Set(key, value);
        }

        MappingDestination.Check(e);
        var needed = rights(e, context);
        context.Add(e.Owner, e.Id, "AWS::Lambda::EventSourceMapping", map.ToNode(default), e.Inherited);
        Grant(e, needed, context);
    }

    private static Node? Filter(SamEvent e) => e["FilterCriteria"] switch
    {
        null => null,
        MapNode { Count: 0 } => null,
        MapNode map when Intrinsic.Is(map) || map["Filters"] is ListNode or MapNode => map,
        var other => throw e.Invalid("FilterCriteria field has a wrong format", other),
    };

    private static void Grant(SamEvent e, MappingRights needed, SamContext context)
    {
        if (e.Role is not { } role)
        {
            return;
        }

        if (needed.Managed is { } managed)
        {
            role.Attach(RoleResource.Managed(managed, context));
        }

        if (needed.Policy is { } policy)
        {
            role.AddOnce(Make.Text(policy["PolicyName"])!, policy["PolicyDocument"]!);
        }

        if (MappingDestination.Policy(e) is { } destination)
        {
            role.AddOnce(Make.Text(destination["PolicyName"])!, destination["PolicyDocument"]!);
        }
    }
}

/// <summary>What a function's role needs for a mapping.</summary>
/// <param name="Managed">AWS's policy, or null.</param>
/// <param name="Policy">An inline policy, or null.</param>
internal sealed record MappingRights(string? Managed, MapNode? Policy = null);
