using System.Text.Json.Nodes;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Wire.Sqs;

// Those that send, receive and delete.
internal static partial class SqsOperations
{
    private const string SendEntry = "SendMessageBatchRequestEntry", DeleteEntry = "DeleteMessageBatchRequestEntry", VisibilityEntry = "ChangeMessageVisibilityBatchRequestEntry";

    private static JsonObject SendMessage(SqsCall call)
    {
        var queue = call.Queue();
        return Sent(queue.Send(RequestIn(call, call.Input)), []);
    }

    private static JsonObject SendBatch(SqsCall call)
    {
        var queue = call.Queue();
        var entries = call.Input.Entries().Select(e => (Id: e.Text("Id"), Entry: RequestIn(call, e))).ToList();
        QueueBatch.CheckSize(entries.Select(static e => e.Entry), queue.Service.Host.MaxMessageBytes);
        return Batch(QueueBatch.Run(SendEntry, entries, e => Sent(queue.Send(e), []), queue.CheckIds));
    }

    private static JsonObject DeleteBatch(SqsCall call)
    {
        var queue = call.Queue();
        return Batch(QueueBatch.Run<SqsInput, JsonObject>(DeleteEntry, Entries(call), e =>
        {
            queue.Delete(e.Text("ReceiptHandle"));
            return [];
        }));
    }

    private static JsonObject ChangeVisibilityBatch(SqsCall call)
    {
        var queue = call.Queue();
        return Batch(QueueBatch.Run<SqsInput, JsonObject>(VisibilityEntry, Entries(call), e =>
        {
            queue.ChangeVisibility(e.Text("ReceiptHandle"), e.Number("VisibilityTimeout"));
            return [];
        }));
    }

    private static Action? ReceiveMessage(SqsCall call, Action<JsonObject?> answer)
    {
        var queue = call.Queue();
        var system = call.Input.Texts("AttributeNames").Concat(call.Input.Texts("MessageSystemAttributeNames")).ToHashSet(StringComparer.Ordinal);
        if (system.FirstOrDefault(n => !ReceivedMessage.SystemNames.Contains(n, StringComparer.Ordinal)) is { } unknown && !QueueSettings.IsSettable(unknown))
        {
            throw QueueServiceException.InvalidAttributeName(unknown);
        }

        var names = new AttributePatterns(call.Input.Texts("MessageAttributeNames"));
        var request = new ReceiveRequest
        {
            Max = call.Input.Number("MaxNumberOfMessages"),
            VisibilitySeconds = call.Input.Number("VisibilityTimeout"),
            WaitSeconds = call.Input.Number("WaitTimeSeconds"),
            AttemptId = call.Input.Text("ReceiveRequestAttemptId"),
        };
        var waiter = queue.Receive(request, found =>
            answer(found.Count == 0 ? [] : new JsonObject { ["Messages"] = new JsonArray([.. found.Select(m => (JsonNode)Shown(m, system, names))]) }));
        return waiter is null ? null : () => queue.StopWaiting(waiter);
    }

    private static SendRequest RequestIn(SqsCall call, SqsInput input) => new(input.Text("MessageBody"))
    {
        DelaySeconds = input.Number("DelaySeconds"),
        Attributes = input.Attributes("MessageAttributes"),
        SystemAttributes = Traced(input.Attributes("MessageSystemAttributes"), call.Trace),
        Group = input.Text("MessageGroupId"),
        DeduplicationId = input.Text("MessageDeduplicationId"),
        By = call.By,
    };

    // Rule SQS-TRACE: what the message itself says counts more.
    private static IReadOnlyDictionary<string, MessageAttribute> Traced(IReadOnlyDictionary<string, MessageAttribute> attributes, string? trace) =>
        string.IsNullOrEmpty(trace) || attributes.ContainsKey(TraceHeader.Name) ? attributes
            : new SortedDictionary<string, MessageAttribute>(attributes.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) { [TraceHeader.Name] = new("String", trace) };

    private static List<(string? Id, SqsInput Entry)> Entries(SqsCall call) => [.. call.Input.Entries().Select(static e => (e.Text("Id"), e))];

    private static JsonObject Sent(StoredMessage message, JsonObject sent)
    {
        sent["MD5OfMessageBody"] = MessageDigest.OfBody(message.Sent.Body);
        Set(sent, "MD5OfMessageAttributes", MessageDigest.OfAttributes(message.Sent.Attributes));
        Set(sent, "MD5OfMessageSystemAttributes", MessageDigest.OfAttributes(message.SystemAttributes));
        sent["MessageId"] = message.Id;
        Set(sent, "SequenceNumber", message.SequenceNumber);
        return sent;
    }

    private static JsonObject Shown(ReceivedMessage received, HashSet<string> system, AttributePatterns names)
    {
        var message = received.Message;
        var shown = new JsonObject
        {
            ["MessageId"] = message.Id,
            ["ReceiptHandle"] = received.Handle,
            ["MD5OfBody"] = MessageDigest.OfBody(message.Sent.Body),
            ["Body"] = message.Sent.Body,
        };
        var told = received.SystemAttributes().Where(a => system.Contains("All") || system.Contains(a.Key)).ToDictionary(StringComparer.Ordinal);
        if (told.Count > 0)
        {
            shown["Attributes"] = SqsCall.Strings(told);
        }

        var attributes = message.Sent.Attributes.Where(a => names.Mean(a.Key)).ToDictionary(StringComparer.Ordinal);
        if (attributes.Count > 0)
        {
            shown["MD5OfMessageAttributes"] = MessageDigest.OfAttributes(attributes);
            shown["MessageAttributes"] = new JsonObject(attributes.OrderBy(static a => a.Key, StringComparer.Ordinal).Select(static a =>
                KeyValuePair.Create(a.Key, (JsonNode?)new JsonObject { [a.Value.IsBinary ? "BinaryValue" : "StringValue"] = a.Value.Value, ["DataType"] = a.Value.DataType })));
        }

        return shown;
    }

    private static JsonObject Batch(IReadOnlyList<BatchOutcome<JsonObject>> outcomes)
    {
        var result = new JsonObject { ["Successful"] = new JsonArray() };
        foreach (var outcome in outcomes)
        {
            if (outcome.Error is { } error)
            {
                var failed = result["Failed"] as JsonArray ?? [];
                result["Failed"] ??= failed;
                failed.Add((JsonNode)new JsonObject { ["Id"] = outcome.Id, ["SenderFault"] = true, ["Code"] = error.QueryCode, ["Message"] = error.Message });
            }
            else
            {
                var successful = outcome.Result!;
                successful.Insert(0, "Id", outcome.Id);
                result["Successful"]!.AsArray().Add((JsonNode)successful);
            }
        }

        return result;
    }

    private static void Set(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }
}
