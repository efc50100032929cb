using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Sns;

/// <summary>The shapes of SNS (rule SNS-QUERY).</summary>
internal static class SnsShapes
{
    private static readonly WireShape _texts = WireShape.ListOf(WireShape.String);
    private static readonly WireShape _map = WireShape.MapOf(WireShape.String);

    private static readonly WireShape _attribute = WireShape.Structure("MessageAttributeValue", Text("DataType"), Text("StringValue"), new("BinaryValue", WireShape.Blob));

    private static readonly WireMember[] _message =
    [
        Text("Message"), Text("Subject"), Text("MessageStructure"), new("MessageAttributes", WireShape.MapOf(_attribute, "Name", "Value")), Text("MessageDeduplicationId"), Text("MessageGroupId"),
    ];

    private static readonly WireMember _topic = Text("TopicArn"), _subscription = Text("SubscriptionArn"), _resource = Text("ResourceArn"), _next = Text("NextToken");
    private static readonly WireMember _attributes = new("Attributes", _map), _tags = new("Tags", WireShape.ListOf(WireShape.Structure("Tag", Text("Key"), Text("Value"))));

    private static readonly WireMember _subscriptions = new("Subscriptions",
        WireShape.ListOf(WireShape.Structure("Subscription", _subscription, Text("Owner"), Text("Protocol"), Text("Endpoint"), _topic)));

    private static readonly Dictionary<string, WireOperation> _operations = new WireOperation[]
    {
        Of("AddPermission", [_topic, Text("Label"), new("AWSAccountId", _texts), new("ActionName", _texts)]),
        Of("ConfirmSubscription", [_topic, Text("Token"), Text("AuthenticateOnUnsubscribe")], _subscription),
        Of("CreateTopic", [Text("Name"), _attributes, _tags, Text("DataProtectionPolicy")], _topic),
        Of("DeleteTopic", [_topic]),
        Of("GetDataProtectionPolicy", [_resource], Text("DataProtectionPolicy")),
        Of("GetSubscriptionAttributes", [_subscription], _attributes),
        Of("GetTopicAttributes", [_topic], _attributes),
        Of("ListSubscriptions", [_next], _subscriptions, _next),
        Of("ListSubscriptionsByTopic", [_topic, _next], _subscriptions, _next),
        Empty("ListTagsForResource", [_resource], _tags),
        Of("ListTopics", [_next], new WireMember("Topics", WireShape.ListOf(WireShape.Structure("Topic", _topic))), _next),
        Of("Publish", [_topic, Text("TargetArn"), Text("PhoneNumber"), .. _message], Text("MessageId"), Text("SequenceNumber")),
        Of("PublishBatch",
            [_topic, new("PublishBatchRequestEntries", WireShape.ListOf(WireShape.Structure("PublishBatchRequestEntry", [Text("Id"), .. _message])))],
            new WireMember("Successful", WireShape.ListOf(WireShape.Structure("PublishBatchResultEntry", Text("Id"), Text("MessageId"), Text("SequenceNumber")))),
            new WireMember("Failed", WireShape.ListOf(WireShape.Structure("BatchResultErrorEntry", Text("Id"), Text("Code"), Text("Message"), new("SenderFault", WireShape.Boolean))))),
        Of("PutDataProtectionPolicy", [_resource, Text("DataProtectionPolicy")]),
        Of("RemovePermission", [_topic, Text("Label")]),
        Of("SetSubscriptionAttributes", [_subscription, Text("AttributeName"), Text("AttributeValue")]),
        Of("SetTopicAttributes", [_topic, Text("AttributeName"), Text("AttributeValue")]),
        Of("Subscribe", [_topic, Text("Protocol"), Text("Endpoint"), _attributes, new("ReturnSubscriptionArn", WireShape.Boolean)], _subscription),
        Empty("TagResource", [_resource, _tags]),
        Of("Unsubscribe", [_subscription]),
        Empty("UntagResource", [_resource, new("TagKeys", _texts)]),
    }.ToDictionary(static o => o.Name, StringComparer.Ordinal);

    public static WireService Service { get; } = new("AmazonSimpleNotificationService", "2010-03-31") { XmlNamespace = "http://sns.amazonaws.com/doc/2010-03-31/" };

    /// <summary>An operation; one that is not simulated reads nothing of its request.</summary>
    public static WireOperation Operation(string name) => _operations.GetValueOrDefault(name) ?? Of(name, []);

    // Without members of an answer there is no document.
    private static WireOperation Of(string name, IEnumerable<WireMember> input, params WireMember[] output) =>
        new(name, WireShape.Structure($"{name}Request", input), output.Length == 0 ? null : WireShape.Structure($"{name}Result", output));

    // Some answers have a document in any case.
    private static WireOperation Empty(string name, IEnumerable<WireMember> input, params WireMember[] output) =>
        new(name, WireShape.Structure($"{name}Request", input), WireShape.Structure($"{name}Result", output));

    private static WireMember Text(string name) => new(name, WireShape.String);
}
