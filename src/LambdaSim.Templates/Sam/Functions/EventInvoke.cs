using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary>What becomes of asynchronous calls: retries, age, and where their records go. A queue or topic that is named by its type alone is made.</summary>
internal static class EventInvoke
{
    private static readonly string[] Types = ["SQS", "SNS", "EventBridge", "Lambda", "S3Bucket"];

    public static void Add(SamResource function, FunctionAlias? alias, RoleDraft? role, SamContext context)
    {
        if (function["EventInvokeConfig"] is not MapNode config)
        {
            return;
        }

        var id = function.Id + "EventInvokeConfig";
        var destinations = new MapBuilder();
        foreach (var name in new[] { "OnSuccess", "OnFailure" })
        {
            if ((config["DestinationConfig"] as MapNode)?[name] is MapNode given)
            {
                var place = new Destination(function, id, name, given, role, context).Read();
                destinations.Set(name, Node.Map(("Destination", place)));
            }
        }

        context.Add(
            function,
            id,
            "AWS::Lambda::EventInvokeConfig",
            Node.Map(
                ("FunctionName", Make.Ref(function.Id)),
                ("Qualifier", Node.Of(alias?.Name ?? "$LATEST")),
                ("MaximumEventAgeInSeconds", config["MaximumEventAgeInSeconds"]),
                ("MaximumRetryAttempts", config["MaximumRetryAttempts"]),
                ("DestinationConfig", destinations.Count == 0 ? config["DestinationConfig"] as MapNode is null ? null : MapNode.Empty : destinations.ToNode(default))),
            alias is null ? function.Inherited : function.Inherited.With("DependsOn", Make.Texts(alias.Id)));
    }

    private sealed class Destination(SamResource function, string id, string name, MapNode given, RoleDraft? role, SamContext context)
    {
        public Node Read()
        {
            var type = given["Type"] is { } t ? Make.Text(context.Parameters.Resolve(t)) : null;
            if (type is null || !Types.Contains(type, StringComparer.Ordinal))
            {
                throw SamFault.Resource(id, $"'Type: {type ?? "None"}' must be one of [{string.Join(", ", Types.Select(x => $"'{x}'"))}]", given);
            }

            var place = Make.IsNull(given["Destination"]) ? Made(type, function.Condition) : Given(type, context.Parameters.Resolve(given["Destination"]!));
            Allow(type, place);
            return place;
        }

        private Node Given(string type, Node place)
        {
            if (!Intrinsic.TryRead(place, out var call) || call.Name != "Fn::If")
            {
                return place;
            }

            if (call.Argument is not ListNode { Items: [TextNode condition, var then, var otherwise] })
            {
                throw SamFault.Resource(id, "Malformed 'Destination' property: Fn::If requires 3 arguments.", given);
            }

            if (IsNoValue(then))
            {
                return Make.If(condition.Text, Made(type, Both(condition.Text)), otherwise);
            }

            if (!IsNoValue(otherwise))
            {
                return place;
            }

            var negated = "NOT" + condition.Text;
            context.AddCondition(negated, Node.Map(("Fn::Not", Node.List(Node.Map(("Condition", condition))))));
            return Make.If(condition.Text, then, Made(type, Both(negated)));
        }

        // What is made for a function that may not exist exists with it.
        private string Both(string condition)
        {
            if (function.Condition is not { } own)
            {
                return condition;
            }

            var both = own + "AND" + condition;
            context.AddCondition(both, Node.Map(("Fn::And", Node.List(Node.Map(("Condition", Node.Of(own))), Node.Map(("Condition", Node.Of(condition)))))));
            return both;
        }

        private static bool IsNoValue(Node node) => Intrinsic.IsRef(node, out var target) && target == "AWS::NoValue";

        private MapNode Made(string type, string? condition)
        {
            if (type is not ("SQS" or "SNS"))
            {
                throw SamFault.Resource(id, "Destination is required if Type is not ['SQS', 'SNS']", given);
            }

            var made = id + name + (type == "SQS" ? "Queue" : "Topic");
            var attributes = condition is null ? function.Inherited : function.Inherited.With("Condition", Node.Of(condition));
            context.Add(function, made, type == "SQS" ? "AWS::SQS::Queue" : "AWS::SNS::Topic", MapNode.Empty, attributes);
            context.References.Add(function.Id, name == "OnSuccess" ? "DestinationQueue" : "DestinationTopic", made);
            return type == "SQS" ? Make.GetAtt(made, "Arn") : Make.Ref(made);
        }

        private void Allow(string type, Node place)
        {
            Node[] statements = type switch
            {
                "SQS" => [RoleDraft.Allow(Node.Of("sqs:SendMessage"), place)],
                "SNS" => [RoleDraft.Allow(Node.Of("sns:publish"), place)],
                "EventBridge" => [RoleDraft.Allow(Node.Of("events:PutEvents"), place)],
                "Lambda" => [RoleDraft.Allow(Node.Of("lambda:InvokeFunction"), place)],
                _ =>
                [
                    RoleDraft.Allow(Node.Of("s3:PutObject"), Node.Map(("Fn::Join", Node.List(Node.Of("/"), Node.List(place, Node.Of("*")))))),
                    RoleDraft.Allow(Node.Of("s3:ListBucket"), place),
                ],
            };
            role?.Add(Node.Of(id + name + (type == "S3Bucket" ? "S3" : type) + "Policy"), RoleDraft.Statements(statements));
        }
    }
}
