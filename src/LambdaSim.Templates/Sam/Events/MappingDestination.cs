using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>Where a mapping sends what it gives up. SAM's <c>Type</c> tells which right the function's role needs, and is no part of the mapping.</summary>
internal static class MappingDestination
{
    public static MapNode? Read(SamEvent e)
    {
        if (e["DestinationConfig"] is not MapNode config)
        {
            return null;
        }

        if (config["OnFailure"] is not MapNode failure)
        {
            throw e.InvalidById("'OnFailure' is a required field for 'DestinationConfig'", config);
        }

        return failure["Type"] is null ? config : config.With("OnFailure", failure.Without("Type"));
    }

    /// <summary>The right to send there; null where no type is given.</summary>
    public static MapNode? Policy(SamEvent e)
    {
        if ((e["DestinationConfig"] as MapNode)?["OnFailure"] is not MapNode failure || failure["Type"] is not { } type)
        {
            return null;
        }

        if (failure["Destination"] is not { } destination)
        {
            throw e.InvalidById("'Destination' is a required field for 'DestinationConfig'", failure);
        }

        return Make.Text(type) switch
        {
            "SQS" => Named(e.Id + "SQSPolicy", RoleDraft.Allow(Node.Of("sqs:SendMessage"), destination)),
            "SNS" => Named(e.Id + "SNSPolicy", RoleDraft.Allow(Node.Of("sns:publish"), destination)),
            "S3" => Named(
                e.Id + "S3Policy",
                RoleDraft.Allow(Node.Of("s3:PutObject"), Node.Map(("Fn::Join", Node.List(Node.Of("/"), Node.List(destination, Node.Of("*")))))),
                RoleDraft.Allow(Node.Of("s3:ListBucket"), destination)),
            "Kafka" => null,
            _ => throw e.InvalidType(type),
        };
    }

    private static SamFault InvalidType(this SamEvent e, Node type) =>
        e.InvalidById("The only valid values for 'Type' are 'SQS', 'SNS', 'S3', and 'Kafka'", type);

    /// <summary>Refuses a type that is none, whether or not a role is made.</summary>
    public static void Check(SamEvent e)
    {
        if ((e["DestinationConfig"] as MapNode)?["OnFailure"] is MapNode failure && failure["Type"] is { } type && type is not TextNode { Text: "SQS" or "SNS" or "S3" or "Kafka" })
        {
            throw e.InvalidType(type);
        }
    }

    private static MapNode Named(string name, params IReadOnlyList<MapNode> statements) =>
        Node.Map(("PolicyName", Node.Of(name)), ("PolicyDocument", RoleDraft.Statements([.. statements])));
}
