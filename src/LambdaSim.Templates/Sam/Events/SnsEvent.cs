using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>A topic calls the function, or fills a queue that the function reads.</summary>
internal sealed class SnsEvent : IEventType
{
    private static readonly PropertyTable Table = new()
    {
        { "Topic", Takes.Text | Takes.Required },
        { "Region" },
        { "FilterPolicy", Takes.Map },
        { "FilterPolicyScope" },
        { "RedrivePolicy" },
        { "SqsSubscription", Takes.Boolean | Takes.Map },
    };

    public string Type => "SNS";

    public void Translate(SamEvent e, SamContext context)
    {
        Table.Check(e);
        var topic = e["Topic"]!;
        switch (e["SqsSubscription"])
        {
            case null or LiteralNode { Json: "false" }:
                context.Add(e.Owner, e.Id + "Permission", "AWS::Lambda::Permission", e.Permission("sns.amazonaws.com", ("SourceArn", topic)), e.Inherited);
                Subscribe(e, "lambda", e.Arn, context);
                break;
            case MapNode given when !Intrinsic.Is(given):
                var (arn, url) = (given["QueueArn"], given["QueueUrl"]);
                if (Make.IsNull(arn) || Make.IsNull(url))
                {
                    throw e.Invalid("No QueueARN or QueueURL provided.", given);
                }

                var policy = Make.Text(given["QueuePolicyLogicalId"]) ?? e.Id + "QueuePolicy";
                Queue(e, arn!, url!, policy, given["BatchSize"], context);
                break;
            case LiteralNode:
                context.Add(e.Owner, e.Id + "Queue", "AWS::SQS::Queue", IsFifo(topic, context) ? Node.Map(("FifoQueue", Node.Of(true))) : MapNode.Empty, e.Inherited);
                Queue(e, Make.GetAtt(e.Id + "Queue", "Arn"), Make.Ref(e.Id + "Queue"), e.Id + "QueuePolicy", null, context);
                break;
            default:
                throw e.Invalid("No QueueARN or QueueURL provided.", e["SqsSubscription"]);
        }
    }

    private static bool IsFifo(Node topic, SamContext context) =>
        Intrinsic.IsRef(topic, out var id) && context[id]?["Properties"] is MapNode properties && Make.IsTrue(properties["FifoTopic"]);

    private static void Queue(SamEvent e, Node arn, Node url, string policy, Node? batchSize, SamContext context)
    {
        context.Add(
            e.Owner,
            policy,
            "AWS::SQS::QueuePolicy",
            Node.Map(
                ("Queues", Node.List(url)),
                ("PolicyDocument", RoleDraft.Document(Node.Map(
                    ("Action", Node.Of("sqs:SendMessage")),
                    ("Effect", Node.Of("Allow")),
                    ("Principal", Node.Of("*")),
                    ("Resource", arn),
                    ("Condition", Node.Map(("ArnEquals", Node.Map(("aws:SourceArn", e["Topic"]))))))))),
            e.Inherited);
        Subscribe(e, "sqs", arn, context);
        context.Add(
            e.Owner,
            e.Id + "EventSourceMapping",
            "AWS::Lambda::EventSourceMapping",
            Node.Map(("EventSourceArn", arn), ("FunctionName", e.Target), ("BatchSize", batchSize ?? Node.Of(10)), ("Enabled", Node.Of(true))),
            e.Inherited);
        e.Role?.Attach(Policies.RoleResource.Managed("service-role/AWSLambdaSQSQueueExecutionRole", context));
    }

    private static void Subscribe(SamEvent e, string protocol, Node endpoint, SamContext context)
    {
        var map = e.Given("Region", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy");
        map.Set("Protocol", Node.Of(protocol));
        map.Set("Endpoint", endpoint);
        map.Set("TopicArn", e["Topic"]!);
        context.Add(e.Owner, e.Id, "AWS::SNS::Subscription", map.ToNode(default), e.Inherited);
    }
}
