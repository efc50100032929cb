using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>A rule of EventBridge, by pattern or by schedule, with the function or state machine as its target.</summary>
internal sealed class RuleEvent(string type, bool scheduled, bool ofStateMachine) : IEventType
{
    private static readonly PropertyTable Schedules = new()
    {
        { "Schedule", Takes.Required },
        { "RuleName" },
        { "Input" },
        { "Enabled" },
        { "State" },
        { "Name" },
        { "Description" },
        { "DeadLetterConfig", Takes.Map },
        { "RetryPolicy" },
        { "RoleArn" },
        { "Target", Takes.Map },
    };

    private static readonly PropertyTable Patterns = new()
    {
        { "EventBusName" },
        { "RuleName" },
        { "Pattern", Takes.Map },
        { "Input" },
        { "InputPath" },
        { "DeadLetterConfig", Takes.Map },
        { "RetryPolicy" },
        { "Target", Takes.Map },
        { "Enabled" },
        { "State" },
        { "InputTransformer" },
        { "RoleArn" },
    };

    public string Type => type;

    public void Translate(SamEvent e, SamContext context)
    {
        (scheduled ? Schedules : Patterns).Check(e);
        var rule = scheduled
            ? new MapBuilder(Node.Map(("Description", e["Description"]), ("ScheduleExpression", e["Schedule"]), ("Name", e["Name"])))
            : new MapBuilder(Node.Map(("EventBusName", e["EventBusName"]), ("EventPattern", e["Pattern"]), ("Name", e["RuleName"])));
        if (State(e) is { } state)
        {
            rule.Set("State", state);
        }

        rule.Set("Targets", Node.List(Target(e, context)));
        context.Add(e.Owner, e.Id, "AWS::Events::Rule", rule.ToNode(default), e.Inherited);
        if (ofStateMachine)
        {
            StateMachineRoles.AddStart(e, "events.amazonaws.com", context);
        }
        else
        {
            context.Add(e.Owner, e.Id + "Permission", "AWS::Lambda::Permission", e.Permission("events.amazonaws.com", ("SourceArn", Make.GetAtt(e.Id, "Arn"))), e.Inherited);
        }
    }

    private static Node? State(SamEvent e)
    {
        if (e["Enabled"] is not { } enabled)
        {
            return e["State"];
        }

        if (e["State"] is { } state)
        {
            throw e.Invalid("State and Enabled Properties cannot both be specified.", state);
        }

        return Node.Of(Make.IsFalse(enabled) ? "DISABLED" : "ENABLED");
    }

    private MapNode Target(SamEvent e, SamContext context)
    {
        var suffix = ofStateMachine ? "StepFunctionsTarget" : "LambdaTarget";
        var map = new MapBuilder();
        map.Set("Arn", e.Arn);
        map.Set("Id", (e["Target"] as MapNode)?["Id"] ?? Node.Of(Id(e.Id, suffix)));
        if (ofStateMachine)
        {
            map.Set("RoleArn", e["RoleArn"] ?? Make.GetAtt(e.Id + "Role", "Arn"));
        }

        foreach (var name in new[] { "Input", "InputPath", "RetryPolicy", "InputTransformer" })
        {
            if (e[name] is { } value)
            {
                map.Set(name, value);
            }
        }

        if (RuleDeadLetters.Read(e, policy: true, context) is { } letters)
        {
            map.Set("DeadLetterConfig", letters);
        }

        return map.ToNode(default);
    }

    // A target's id has at most 64 characters.
    private static string Id(string id, string suffix) => id.Length + suffix.Length <= 64 ? id + suffix : id[..(64 - suffix.Length)] + suffix;
}
