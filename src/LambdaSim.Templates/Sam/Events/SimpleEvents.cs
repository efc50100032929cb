using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>A log group's lines call the function.</summary>
internal sealed class CloudWatchLogsEvent : IEventType
{
    private static readonly PropertyTable Table = new()
    {
        { "LogGroupName", Takes.Text | Takes.Required },
        { "FilterPattern", Takes.Text | Takes.Required },
    };

    public string Type => "CloudWatchLogs";

    public void Translate(SamEvent e, SamContext context)
    {
        Table.Check(e);
        var source = Make.Sub(
            "arn:" + context.Inputs.Partition + ":logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*",
            ("__LogGroupName__", e["LogGroupName"]));
        context.Add(e.Owner, e.Id + "Permission", "AWS::Lambda::Permission", e.Permission("logs.amazonaws.com", ("SourceArn", source)), e.Inherited);
        context.Add(
            e.Owner,
            e.Id,
            "AWS::Logs::SubscriptionFilter",
            Node.Map(("LogGroupName", e["LogGroupName"]), ("FilterPattern", e["FilterPattern"]), ("DestinationArn", e.Arn)),
            e.Inherited.With("DependsOn", Make.Texts(e.Id + "Permission")));
    }
}

/// <summary>A rule of IoT calls the function.</summary>
internal sealed class IoTRuleEvent : IEventType
{
    private static readonly PropertyTable Table = new()
    {
        { "Sql", Takes.Text | Takes.Required },
        { "AwsIotSqlVersion", Takes.Text },
    };

    public string Type => "IoTRule";

    public void Translate(SamEvent e, SamContext context)
    {
        Table.Check(e);
        var source = Make.Sub("arn:" + context.Inputs.Partition + ":iot:${AWS::Region}:${AWS::AccountId}:rule/${RuleName}", ("RuleName", Make.Ref(e.Id)));
        context.Add(
            e.Owner,
            e.Id + "Permission",
            "AWS::Lambda::Permission",
            e.Permission("iot.amazonaws.com", ("SourceArn", source), ("SourceAccount", Make.Sub("${AWS::AccountId}"))),
            e.Inherited);
        context.Add(
            e.Owner,
            e.Id,
            "AWS::IoT::TopicRule",
            Node.Map(("TopicRulePayload", Node.Map(
                ("Sql", e["Sql"]),
                ("AwsIotSqlVersion", e["AwsIotSqlVersion"]),
                ("RuleDisabled", Node.Of(false)),
                ("Actions", Node.List(Node.Map(("Lambda", Node.Map(("FunctionArn", e.Arn))))))))),
            e.Inherited);
    }
}

/// <summary>A skill of Alexa calls the function.</summary>
internal sealed class AlexaSkillEvent : IEventType
{
    private static readonly PropertyTable Table = new() { { "SkillId", Takes.Text } };

    public string Type => "AlexaSkill";

    public void Translate(SamEvent e, SamContext context)
    {
        Table.Check(e);
        context.Add(
            e.Owner,
            e.Id + "Permission",
            "AWS::Lambda::Permission",
            e.Permission("alexa-appkit.amazon.com", ("EventSourceToken", e["SkillId"])),
            e.Inherited);
    }
}
