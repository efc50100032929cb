using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Policies;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>A schedule of EventBridge Scheduler, with the role by which it calls its target.</summary>
internal sealed class ScheduleV2Event(bool ofStateMachine) : IEventType
{
    private static readonly PropertyTable Table = new()
    {
        { "PermissionsBoundary" },
        { "ScheduleExpression", Takes.Required },
        { "FlexibleTimeWindow", Takes.Map },
        { "Name", Takes.Text },
        { "State", Takes.Text },
        { "Description", Takes.Text },
        { "StartDate", Takes.Text },
        { "EndDate", Takes.Text },
        { "ScheduleExpressionTimezone", Takes.Text },
        { "GroupName", Takes.Text },
        { "KmsKeyArn", Takes.Text },
        { "Input" },
        { "RoleArn" },
        { "DeadLetterConfig", Takes.Map },
        { "RetryPolicy", Takes.Map },
        { "OmitName", Takes.Boolean | Takes.Literal },
    };

    public string Type => "ScheduleV2";

    public void Translate(SamEvent e, SamContext context)
    {
        Table.Check(e);
        if (Make.IsTrue(e["OmitName"]) && e["Name"] is { } name)
        {
            throw e.InvalidById("Name cannot be set when OmitName is True", name);
        }

        var letters = RuleDeadLetters.Read(e, policy: false, context);
        var map = e.Given("ScheduleExpression", "Description", "State", "StartDate", "EndDate", "ScheduleExpressionTimezone", "GroupName", "KmsKeyArn");
        map.Set("FlexibleTimeWindow", e["FlexibleTimeWindow"] ?? Node.Map(("Mode", Node.Of("OFF"))));
        if (!Make.IsTrue(e["OmitName"]))
        {
            map.Set("Name", e["Name"] ?? Node.Of(e.Id));
        }

        map.Set("Target", Node.Map(
            ("Arn", e.Arn),
            ("RoleArn", e["RoleArn"] ?? Make.GetAtt(e.Id + "Role", "Arn")),
            ("Input", e["Input"]),
            ("DeadLetterConfig", letters),
            ("RetryPolicy", e["RetryPolicy"])));
        context.Add(e.Owner, e.Id, "AWS::Scheduler::Schedule", map.ToNode(default), e.Inherited);
        if (e["RoleArn"] is null)
        {
            AddRole(e, letters, context);
        }
    }

    private void AddRole(SamEvent e, MapNode? letters, SamContext context)
    {
        var draft = new RoleDraft();
        draft.Add(
            Node.Of(e.Id + (ofStateMachine ? "StartExecutionPolicy" : "LambdaExecutionPolicy")),
            RoleDraft.Statements(RoleDraft.Allow(Node.Of(ofStateMachine ? "states:StartExecution" : "lambda:InvokeFunction"), e.Arn)));
        if (letters is not null)
        {
            draft.Add(Node.Of(e.Id + "SQSPolicy"), RoleDraft.Statements(RoleDraft.Allow(Node.Of("sqs:SendMessage"), letters["Arn"]!)));
        }

        context.Add(
            e.Owner,
            e.Id + "Role",
            "AWS::IAM::Role",
            Node.Map(
                ("AssumeRolePolicyDocument", RoleResource.Trust("scheduler.amazonaws.com")),
                ("Policies", Node.List(draft.Policies)),
                ("PermissionsBoundary", e["PermissionsBoundary"])),
            e.Inherited);
    }
}
