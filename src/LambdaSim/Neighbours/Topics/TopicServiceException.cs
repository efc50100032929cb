namespace LambdaSim.Neighbours.Topics;

/// <summary>An error that SNS itself would have answered with.</summary>
internal sealed class TopicServiceException : AwsServiceException
{
    private TopicServiceException(string code, string message, int statusCode = 400)
        : base(code, message) => StatusCode = statusCode;

    public override int StatusCode { get; }

    /// <summary>Most of what SNS refuses.</summary>
    /// <param name="reason">What follows <c>Invalid parameter: </c>.</param>
    public static TopicServiceException InvalidParameter(string reason) => new("InvalidParameter", $"Invalid parameter: {reason}");

    /// <summary>One that has no such beginning.</summary>
    public static TopicServiceException InvalidPhoneNumber(string endpoint) => new("InvalidParameter", $"Invalid SMS endpoint: {endpoint}");

    /// <summary>Of attributes of messages.</summary>
    public static TopicServiceException InvalidValue(string message) => new("ParameterValueInvalid", message);

    public static TopicServiceException Missing(string member) =>
        new("ValidationError", $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");

    public static TopicServiceException NoTopic() => new("NotFound", "Topic does not exist", 404);

    public static TopicServiceException NoSubscription() => new("NotFound", "Subscription does not exist", 404);

    /// <summary>Of tags and data protection policies.</summary>
    public static TopicServiceException NoResource() => new("ResourceNotFound", "Resource does not exist", 404);

    public static TopicServiceException TagLimit() => new("TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded");

    public static TopicServiceException TopicLimit(int most) => new("TopicLimitExceeded", Configuration.Text.Invariant($"The account already has its {most} topics of this type."), 403);

    public static TopicServiceException SubscriptionLimit(int most) => new("SubscriptionLimitExceeded", Configuration.Text.Invariant($"The topic already has its {most} subscriptions."), 403);

    public static TopicServiceException FilterPolicyLimit(int most) =>
        new("FilterPolicyLimitExceeded", Configuration.Text.Invariant($"The topic already has {most} subscriptions with a filter policy."), 403);

    public static TopicServiceException EmptyBatch() => new("EmptyBatchRequest", "The batch request doesn't contain any entries.");

    public static TopicServiceException TooManyEntries() => new("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");

    public static TopicServiceException IdsNotDistinct() => new("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");

    public static TopicServiceException InvalidEntryId() => new("InvalidBatchEntryId", "The Id of a batch entry in a batch request doesn't abide by the specification.");

    public static TopicServiceException BatchTooLong() => new("BatchRequestTooLong", "The length of all the messages put together is more than the limit.");

    /// <summary>What a client asks for that the simulation does not have.</summary>
    public static TopicServiceException NotSimulated(string what) => new("UnsupportedOperation", $"LambdaSim does not simulate {what}; nothing was done.");

    /// <summary>A request that is none: unreadable, or of an operation that does not exist.</summary>
    public static TopicServiceException Malformed(string code, string message) => new(code, message);
}
