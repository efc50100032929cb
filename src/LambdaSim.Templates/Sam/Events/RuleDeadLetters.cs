using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>The dead-letter queue of a rule or schedule: one that exists, or one that is made.</summary>
internal static class RuleDeadLetters
{
    /// <summary>The target's <c>DeadLetterConfig</c>, or null where none is asked for.</summary>
    /// <param name="e">The event.</param>
    /// <param name="policy">Whether a queue that is made lets the rule send to it.</param>
    /// <param name="context">The translation.</param>
    public static MapNode? Read(SamEvent e, bool policy, SamContext context)
    {
        if (e["DeadLetterConfig"] is not MapNode config)
        {
            return null;
        }

        var (arn, type) = (config["Arn"], config["Type"]);
        if (arn is not null && type is not null)
        {
            throw e.InvalidById("You can either define 'Arn' or 'Type' property of DeadLetterConfig.", config);
        }

        if (arn is not null)
        {
            return Node.Map(("Arn", arn));
        }

        if (type is null)
        {
            throw e.InvalidById("No 'Arn' or 'Type' property provided for DeadLetterConfig.", config);
        }

        if (Make.Text(type) != "SQS")
        {
            throw e.InvalidById("The only valid value for 'Type' property of DeadLetterConfig is 'SQS'.", type);
        }

        var id = config["QueueLogicalId"] switch
        {
            null => e.Id + "Queue",
            TextNode text => text.Text,
            var other => throw e.InvalidById("QueueLogicalId must be a string", other),
        };
        context.Add(e.Owner, id, "AWS::SQS::Queue", MapNode.Empty, e.Inherited);
        if (policy)
        {
            Allow(e, id, context);
        }

        return Node.Map(("Arn", Make.GetAtt(id, "Arn")));
    }

    private static void Allow(SamEvent e, string queue, SamContext context) => context.Add(
        e.Owner,
        e.Id + "QueuePolicy",
        "AWS::SQS::QueuePolicy",
        Node.Map(
            ("Queues", Node.List(Make.Ref(queue))),
            ("PolicyDocument", RoleDraft.Document(Node.Map(
                ("Action", Node.Of("sqs:SendMessage")),
                ("Effect", Node.Of("Allow")),
                ("Principal", Node.Map(("Service", Node.Of("events.amazonaws.com")))),
                ("Resource", Make.GetAtt(queue, "Arn")),
                ("Condition", Node.Map(("ArnEquals", Node.Map(("aws:SourceArn", Make.GetAtt(e.Id, "Arn")))))))))),
        e.Inherited);
}
