using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Three operations of SQS as a table, for both of its protocols.</summary>
internal static class SqsShapes
{
    public static WireService Service { get; } = new("AmazonSQS", "2012-11-05") { XmlNamespace = "http://queue.amazonaws.com/doc/2012-11-05/", ShapeNamespace = "com.amazonaws.sqs" };

    public static WireOperation SendMessage { get; } = new("SendMessage",
        WireShape.Structure("SendMessageRequest", [Text("QueueUrl"), .. Message]),
        WireShape.Structure("SendMessageResult", Sent));

    public static WireOperation SendMessageBatch { get; } = new("SendMessageBatch",
        WireShape.Structure("SendMessageBatchRequest", Text("QueueUrl"), Flat("Entries", "SendMessageBatchRequestEntry", WireShape.Structure("SendMessageBatchRequestEntry", [Text("Id"), .. Message]))),
        WireShape.Structure("SendMessageBatchResult",
            Flat("Successful", "SendMessageBatchResultEntry", WireShape.Structure("SendMessageBatchResultEntry", [Text("Id"), .. Sent])),
            Flat("Failed", "BatchResultErrorEntry", WireShape.Structure("BatchResultErrorEntry", Text("Id"), new WireMember("SenderFault", WireShape.Boolean), Text("Code"), Text("Message")))));

    public static WireOperation ReceiveMessage { get; } = new("ReceiveMessage",
        WireShape.Structure("ReceiveMessageRequest",
            Text("QueueUrl"), Number("MaxNumberOfMessages"), Number("VisibilityTimeout"), Number("WaitTimeSeconds"), Text("ReceiveRequestAttemptId"), Flat("AttributeNames", "AttributeName", WireShape.String),
            Flat("MessageSystemAttributeNames", "MessageSystemAttributeName", WireShape.String), Flat("MessageAttributeNames", "MessageAttributeName", WireShape.String)),
        WireShape.Structure("ReceiveMessageResult", Flat("Messages", "Message", WireShape.Structure("Message",
            Text("MessageId"), Text("ReceiptHandle"), Text("MD5OfBody"), Text("Body"), Map("Attributes", "Attribute", WireShape.String), Text("MD5OfMessageAttributes"), Map("MessageAttributes", "MessageAttribute", Attribute)))));

    private static WireShape Attribute => WireShape.Structure("MessageAttributeValue", Text("StringValue"), new WireMember("BinaryValue", WireShape.Blob), Text("DataType"));

    private static WireMember[] Message =>
    [
        Text("MessageBody"), Number("DelaySeconds"), Map("MessageAttributes", "MessageAttribute", Attribute), Map("MessageSystemAttributes", "MessageSystemAttribute", Attribute),
        Text("MessageDeduplicationId"), Text("MessageGroupId"),
    ];

    private static WireMember[] Sent => [Text("MD5OfMessageBody"), Text("MD5OfMessageAttributes"), Text("MD5OfMessageSystemAttributes"), Text("MessageId"), Text("SequenceNumber")];

    private static WireMember Text(string name) => new(name, WireShape.String);

    private static WireMember Number(string name) => new(name, WireShape.Integer);

    private static WireMember Flat(string name, string item, WireShape shape) => new(name, WireShape.ListOf(shape, isFlattened: true)) { WireName = item };

    private static WireMember Map(string name, string item, WireShape shape) => new(name, WireShape.MapOf(shape, "Name", "Value", isFlattened: true)) { WireName = item };
}
