using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Sqs;

/// <summary>The shapes of SQS, for both of its protocols (rules SQS-JSON, SQS-QUERY).</summary>
internal static class SqsShapes
{
    private static readonly WireMember _url = Text("QueueUrl");

    private static readonly WireShape _attribute = WireShape.Structure("MessageAttributeValue",
        Text("StringValue"), new("BinaryValue", WireShape.Blob), List("StringListValues", "StringListValue", WireShape.String), List("BinaryListValues", "BinaryListValue", WireShape.Blob), Text("DataType"));

    private static readonly WireMember[] _message =
    [
        Text("MessageBody"), Number("DelaySeconds"), Map("MessageAttributes", "MessageAttribute", _attribute), Map("MessageSystemAttributes", "MessageSystemAttribute", _attribute),
        Text("MessageDeduplicationId"), Text("MessageGroupId"),
    ];

    private static readonly WireMember[] _sent = [Text("MD5OfMessageBody"), Text("MD5OfMessageAttributes"), Text("MD5OfMessageSystemAttributes"), Text("MessageId"), Text("SequenceNumber")];

    private static readonly WireShape _received = WireShape.Structure("Message",
        Text("MessageId"), Text("ReceiptHandle"), Text("MD5OfBody"), Text("Body"), Attributes, Text("MD5OfMessageAttributes"), Map("MessageAttributes", "MessageAttribute", _attribute));

    private static readonly WireShape _failed = WireShape.Structure("BatchResultErrorEntry", Text("Id"), new("SenderFault", WireShape.Boolean), Text("Code"), Text("Message"));

    private static readonly WireShape _task = WireShape.Structure("ListMessageMoveTasksResultEntry",
        Text("TaskHandle"), Text("Status"), Text("SourceArn"), Text("DestinationArn"), Number("MaxNumberOfMessagesPerSecond"), new("ApproximateNumberOfMessagesMoved", WireShape.Long),
        new("ApproximateNumberOfMessagesToMove", WireShape.Long), Text("FailureReason"), new("StartedTimestamp", WireShape.Long));

    private static readonly Dictionary<string, WireOperation> _operations = new WireOperation[]
    {
        Of("AddPermission", [_url, Text("Label"), List("AWSAccountIds", "AWSAccountId", WireShape.String), List("Actions", "ActionName", WireShape.String)]),
        Of("CancelMessageMoveTask", [Text("TaskHandle")], new WireMember("ApproximateNumberOfMessagesMoved", WireShape.Long)),
        Of("ChangeMessageVisibility", [_url, Text("ReceiptHandle"), Number("VisibilityTimeout")]),
        Batch("ChangeMessageVisibilityBatch", [Text("ReceiptHandle"), Number("VisibilityTimeout")], []),
        // Tags have a small letter in AWS's model, and a capital one in what some clients send.
        Of("CreateQueue", [Text("QueueName"), Attributes, Tags("tags", "Tag"), Tags("Tags", "Tags")], _url),
        Of("DeleteMessage", [_url, Text("ReceiptHandle")]),
        Batch("DeleteMessageBatch", [Text("ReceiptHandle")], []),
        Of("DeleteQueue", [_url]),
        Of("GetQueueAttributes", [_url, List("AttributeNames", "AttributeName", WireShape.String)], Attributes),
        Of("GetQueueUrl", [Text("QueueName"), Text("QueueOwnerAWSAccountId")], _url),
        Of("ListDeadLetterSourceQueues", [_url, Number("MaxResults"), Text("NextToken")], List("queueUrls", "QueueUrl", WireShape.String), Text("NextToken")),
        Of("ListMessageMoveTasks", [Text("SourceArn"), Number("MaxResults")], List("Results", "ListMessageMoveTasksResultEntry", _task)),
        Of("ListQueueTags", [_url], Tags("Tags", "Tag")),
        Of("ListQueues", [Text("QueueNamePrefix"), Number("MaxResults"), Text("NextToken")], List("QueueUrls", "QueueUrl", WireShape.String), Text("NextToken")),
        Of("PurgeQueue", [_url]),
        Of("ReceiveMessage",
            [
                _url, Number("MaxNumberOfMessages"), Number("VisibilityTimeout"), Number("WaitTimeSeconds"), Text("ReceiveRequestAttemptId"), List("AttributeNames", "AttributeName", WireShape.String),
                List("MessageSystemAttributeNames", "MessageSystemAttributeName", WireShape.String), List("MessageAttributeNames", "MessageAttributeName", WireShape.String),
            ],
            List("Messages", "Message", _received)),
        Of("RemovePermission", [_url, Text("Label")]),
        Of("SendMessage", [_url, .. _message], _sent),
        Batch("SendMessageBatch", _message, _sent),
        Of("SetQueueAttributes", [_url, Attributes]),
        Of("StartMessageMoveTask", [Text("SourceArn"), Text("DestinationArn"), Number("MaxNumberOfMessagesPerSecond")], Text("TaskHandle")),
        Of("TagQueue", [_url, Tags("Tags", "Tag")]),
        Of("UntagQueue", [_url, List("TagKeys", "TagKey", WireShape.String)]),
    }.ToDictionary(static o => o.Name, StringComparer.Ordinal);

    public static WireService Service { get; } = new("AmazonSQS", "2012-11-05") { XmlNamespace = "http://queue.amazonaws.com/doc/2012-11-05/", ShapeNamespace = "com.amazonaws.sqs" };

    private static WireMember Attributes => Map("Attributes", "Attribute", WireShape.String);

    /// <summary>An operation; one that is not simulated reads nothing of its request.</summary>
    public static WireOperation Operation(string name) => _operations.GetValueOrDefault(name) ?? Of(name, []);

    // Without members of an answer there is no document.
    private static WireOperation Of(string name, IEnumerable<WireMember> input, params WireMember[] output) =>
        new(name, WireShape.Structure($"{name}Request", input), output.Length == 0 ? null : WireShape.Structure($"{name}Result", output));

    private static WireOperation Batch(string name, WireMember[] entry, WireMember[] result) => Of(name,
        [_url, List("Entries", $"{name}RequestEntry", WireShape.Structure($"{name}RequestEntry", [Text("Id"), .. entry]))],
        List("Successful", $"{name}ResultEntry", WireShape.Structure($"{name}ResultEntry", [Text("Id"), .. result])),
        List("Failed", "BatchResultErrorEntry", _failed));

    private static WireMember Text(string name) => new(name, WireShape.String);

    private static WireMember Number(string name) => new(name, WireShape.Integer);

    private static WireMember List(string name, string item, WireShape shape) => new(name, WireShape.ListOf(shape, isFlattened: true)) { WireName = item };

    private static WireMember Map(string name, string item, WireShape shape) => new(name, WireShape.MapOf(shape, "Name", "Value", isFlattened: true)) { WireName = item };

    private static WireMember Tags(string name, string item) => new(name, WireShape.MapOf(WireShape.String, "Key", "Value", isFlattened: true)) { WireName = item };
}
