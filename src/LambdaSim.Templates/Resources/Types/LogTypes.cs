using System.Text.Json.Nodes;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>CloudWatch Logs.</summary>
internal static class LogTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::Logs::LogGroup", "LogGroupName KmsKeyId LogGroupClass RetentionInDays Tags ~DataProtectionPolicy ~FieldIndexPolicies ~DeletionProtectionEnabled ~ResourcePolicyDocument ~BearerTokenAuthenticationEnabled", Group),
        ResourceType.Of("AWS::Logs::LogStream", "LogGroupName! LogStreamName", Stream),
        ResourceType.Of("AWS::Logs::SubscriptionFilter",
            "DestinationArn! FilterPattern! LogGroupName! ApplyOnTransformedLogs Distribution FilterName RoleArn ~EmitSystemFields ~FieldSelectionCriteria", Subscription),
    ];

    private static Made Group(Making m)
    {
        var name = m.Name("LogGroupName", 512);
        var more = new JsonObject { ["logGroupName"] = name };
        if (m.Tags() is { Count: > 0 } tags)
        {
            more["tags"] = tags;
        }

        m.Call("logs", "CreateLogGroup", more, "Tags");
        if (m["RetentionInDays"] is { } days)
        {
            m.Door.Call("logs", "PutRetentionPolicy", new JsonObject { ["logGroupName"] = name, ["retentionInDays"] = Shaped.Whole(days, "RetentionInDays") });
        }

        return new Made(name).With("Arn", m.Arn("logs", $"log-group:{name}:*").ToString());
    }

    private static Made Stream(Making m)
    {
        var name = m.Name("LogStreamName", 512);
        m.Call("logs", "CreateLogStream", new JsonObject { ["logStreamName"] = name });
        return new Made(name);
    }

    private static Made Subscription(Making m)
    {
        var name = m.Name("FilterName", 512);
        m.Call("logs", "PutSubscriptionFilter", new JsonObject { ["filterName"] = name }, "EmitSystemFields", "FieldSelectionCriteria");
        return new Made(name);
    }
}
