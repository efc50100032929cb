namespace LambdaSim.Neighbours.Queues;

/// <summary>An error that SQS itself would have answered with.</summary>
internal sealed class QueueServiceException : AwsServiceException
{
    private const string Prefix = "AWS.SimpleQueueService.";

    private QueueServiceException(string code, string message, string? queryCode = null, int statusCode = 400, string? plainType = null)
        : base(code, message)
    {
        QueryCode = queryCode ?? Prefix + code;
        StatusCode = statusCode;
        PlainType = plainType;
    }

    /// <summary>The name in the older query protocol, such as <c>AWS.SimpleQueueService.NonExistentQueue</c>.</summary>
    public string QueryCode { get; }

    public override int StatusCode { get; }

    /// <summary>The words of the older query protocol, where they are others; null: they are not.</summary>
    public string? QueryMessage { get; init; }

    /// <summary>The full type in JSON, of errors that the service's model does not have.</summary>
    public string? PlainType { get; }

    public static QueueServiceException QueueDoesNotExist() =>
        new("QueueDoesNotExist", "The specified queue does not exist.", Prefix + "NonExistentQueue") { QueryMessage = "The specified queue does not exist for this wsdl version." };

    public static QueueServiceException QueueNameExists(string attribute) =>
        new("QueueNameExists", $"A queue already exists with the same name and a different value for attribute {attribute}", "QueueAlreadyExists");

    public static QueueServiceException QueueDeletedRecently() =>
        new("QueueDeletedRecently", "You must wait 60 seconds after deleting a queue before you can create another with the same name.");

    public static QueueServiceException PurgeInProgress(string queue) =>
        new("PurgeQueueInProgress", $"Only one PurgeQueue operation on {queue} is allowed every 60 seconds.", statusCode: 403);

    public static QueueServiceException InvalidParameter(string message) =>
        new("InvalidParameterValue", message, "InvalidParameterValue", plainType: "com.amazon.coral.service#InvalidParameterValueException");

    public static QueueServiceException InvalidParameter(string parameter, string value, string reason) =>
        InvalidParameter($"Value {value} for parameter {parameter} is invalid. Reason: {reason}");

    public static QueueServiceException MissingParameter(string parameter) =>
        new("MissingParameter", $"The request must contain the parameter {parameter}.", "MissingParameter", plainType: "com.amazon.coral.service#MissingRequiredParameterException");

    public static QueueServiceException InvalidAttributeName(string name) => new("InvalidAttributeName", $"Unknown Attribute {name}.", "InvalidAttributeName");

    public static QueueServiceException OnlyOfFifo(string name) => new("InvalidAttributeName", $"You can specify the {name} only when FifoQueue is set to true.", "InvalidAttributeName");

    public static QueueServiceException InvalidAttributeValue(string name, string? reason = null) =>
        new("InvalidAttributeValue", $"Invalid value for the parameter {name}.{(reason is null ? "" : $" Reason: {reason}")}", "InvalidAttributeValue");

    public static QueueServiceException ReceiptHandleIsInvalid(string handle) =>
        new("ReceiptHandleIsInvalid", $"The input receipt handle \"{handle}\" is not a valid receipt handle.", "ReceiptHandleIsInvalid", 404);

    /// <summary>Of a message that is not in flight: AWS's model has MessageNotInflight for it, and the service answers with this.</summary>
    public static QueueServiceException NotAvailable(string handle) =>
        InvalidParameter("ReceiptHandle", handle, "Message does not exist or is not available for visibility timeout change.");

    public static QueueServiceException InvalidMessageContents(string what) => new("InvalidMessageContents", what, "InvalidMessageContents");

    public static QueueServiceException OverLimit(string message) => new("OverLimit", message, "OverLimit", 403);

    public static QueueServiceException ResourceNotFound(string message) => new("ResourceNotFoundException", message, "ResourceNotFoundException", 404);

    public static QueueServiceException EmptyBatchRequest(string entries) => new("EmptyBatchRequest", $"There should be at least one {entries} in the request.");

    public static QueueServiceException TooManyEntries(int count) =>
        new("TooManyEntriesInBatchRequest", Configuration.Text.Invariant($"Maximum number of entries per request are 10. You have sent {count}."));

    public static QueueServiceException BatchEntryIdsNotDistinct(string id) => new("BatchEntryIdsNotDistinct", $"Id {id} repeated.");

    public static QueueServiceException InvalidBatchEntryId() =>
        new("InvalidBatchEntryId", "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");

    public static QueueServiceException BatchRequestTooLong(int bytes, int most) =>
        new("BatchRequestTooLong", Configuration.Text.Invariant($"Batch requests cannot be longer than {most} bytes. You have sent {bytes} bytes."));

    public static QueueServiceException InvalidAddress(string address) => new("InvalidAddress", $"The address {address} is not valid for this endpoint.", "InvalidAddress", 404);

    public static QueueServiceException Unsupported(string what) => new("UnsupportedOperation", what);

    /// <summary>A request that is none: unreadable, or of an operation that does not exist.</summary>
    public static QueueServiceException Malformed(string code, string message) => new(code, message, code, plainType: $"com.amazon.coral.service#{code}");
}
