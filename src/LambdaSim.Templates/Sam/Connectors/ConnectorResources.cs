using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Connectors;

/// <summary>The resource that a connector becomes.</summary>
internal static class ConnectorResources
{
    public static (string Id, string Type, MapNode Properties) Of(SamResource connector, ConnectorEnd source, ConnectorEnd destination, ConnectorProfile profile, string[] permissions) =>
        new Builder(connector, source, destination).Make(profile, permissions);

    private sealed class Builder(SamResource connector, ConnectorEnd source, ConnectorEnd destination)
    {
        public (string Id, string Type, MapNode Properties) Make(ConnectorProfile profile, string[] permissions) => profile.Kind switch
        {
            ConnectorKind.SourcePolicy => (connector.Id + "Policy", "AWS::IAM::ManagedPolicy", Policy(profile, permissions, source, "Source")),
            ConnectorKind.DestinationPolicy => (connector.Id + "Policy", "AWS::IAM::ManagedPolicy", Policy(profile, permissions, destination, "Destination")),
            ConnectorKind.LambdaPermission => (connector.Id + "WriteLambdaPermission", "AWS::Lambda::Permission", Permission(profile.Principal)),
            ConnectorKind.TopicPolicy => (connector.Id + "TopicPolicy", "AWS::SNS::TopicPolicy", TopicPolicy(profile.Principal)),
            _ => (connector.Id + "QueuePolicy", "AWS::SQS::QueuePolicy", QueuePolicy(profile.Principal)),
        };

        private MapNode Policy(ConnectorProfile profile, string[] permissions, ConnectorEnd end, string name)
        {
            var role = end["RoleName"] ?? throw connector.Invalid($"Unable to get IAM role name from '{name}' resource.");
            var statements = permissions.Distinct(StringComparer.Ordinal).SelectMany(p => profile.Access[p])
                .Select(s => RoleDraft.Allow(Sam.Make.Texts(s.Actions), Node.List([.. s.Resources.Select(Resource)])));
            return Node.Map(("PolicyDocument", RoleDraft.Document([.. statements])), ("Roles", Node.List(role)));
        }

        private Node Resource(string token)
        {
            switch (token)
            {
                case "D":
                    return Needed(destination, "Destination", "Arn");
                case "S":
                    return Needed(source, "Source", "Arn");
                case "executions":
                    return Sam.Make.Sub(
                        "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${DestinationName}:*",
                        ("DestinationName", Needed(destination, "Destination", "Name")));
                case "rule":
                    return Sam.Make.Sub("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule");
                default:
                    var (end, name) = token[0] == 'D' ? (destination, "Destination") : (source, "Source");
                    return Sam.Make.Sub("${" + name + "Arn}" + token[1..], (name + "Arn", Needed(end, name, "Arn")));
            }
        }

        private Node Needed(ConnectorEnd end, string name, string property) => end[property] ?? throw connector.Invalid($"{name}.{property} is missing.");

        private MapNode Permission(string principal)
        {
            var arn = principal == "apigateway.amazonaws.com"
                ? Sam.Make.Sub(
                    "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${SourceResourceId}/${SourceQualifier}",
                    ("SourceResourceId", Needed(source, "Source", "ResourceId")),
                    ("SourceQualifier", source["Qualifier"]))
                : Needed(source, "Source", "Arn");
            return Node.Map(
                ("Action", Node.Of("lambda:InvokeFunction")),
                ("Principal", Node.Of(principal)),
                ("FunctionName", destination["Arn"] ?? throw connector.Invalid("Unable to get Lambda function ARN from 'Destination' resource.")),
                ("SourceArn", arn),
                ("SourceAccount", principal == "s3.amazonaws.com" ? Sam.Make.Sub("${AWS::AccountId}") : null));
        }

        private MapNode TopicPolicy(string principal) => Node.Map(
            ("PolicyDocument", Sending("sns:Publish", principal)),
            ("Topics", Node.List(Needed(destination, "Destination", "Arn"))));

        private MapNode QueuePolicy(string principal) => Node.Map(
            ("PolicyDocument", Sending("sqs:SendMessage", principal)),
            ("Queues", Node.List(Needed(destination, "Destination", "QueueUrl"))));

        private MapNode Sending(string action, string principal) => RoleDraft.Document(Node.Map(
            ("Effect", Node.Of("Allow")),
            ("Principal", Node.Map(("Service", Node.Of(principal)))),
            ("Resource", Needed(destination, "Destination", "Arn")),
            ("Action", Node.Of(action)),
            ("Condition", Node.Map(("ArnEquals", Node.Map(("aws:SourceArn", Needed(source, "Source", "Arn"))))))));
    }
}
