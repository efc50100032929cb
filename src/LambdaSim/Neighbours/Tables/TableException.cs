using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Neighbours.Tables;

/// <summary>An error that DynamoDB itself would have answered with.</summary>
internal sealed class TableException : AwsServiceException
{
    public const string Validation = "ValidationException", NotFoundCode = "ResourceNotFoundException", ConditionCode = "ConditionalCheckFailedException",
        ThroughputCode = "ProvisionedThroughputExceededException", ThrottlingCode = "ThrottlingException", CancelledCode = "TransactionCanceledException";

    private const string Parameters = "One or more parameter values were invalid: ";

    private TableException(string code, string message)
        : base(code, message)
    {
    }

    /// <summary>What the answer has beside the message.</summary>
    public JsonObject Members { get; init; } = [];

    public static TableException Invalid(string message) => new(Validation, message);

    /// <summary>Most of the checks of parameters begin alike.</summary>
    public static TableException Parameter(string message) => new(Validation, Parameters + message);

    /// <summary>Of a call for items: it does not say which table.</summary>
    public static TableException NotFound() => new(NotFoundCode, "Requested resource not found");

    /// <summary>Of a call for the table itself.</summary>
    public static TableException NoTable(string name) => new(NotFoundCode, $"Requested resource not found: Table: {name} not found");

    public static TableException NoStream(string arn) => new(NotFoundCode, $"Requested resource not found: Stream: {arn} not found");

    public static TableException NoShard() => new(NotFoundCode, "Requested resource not found: Shard does not exist");

    public static TableException NoPolicy(string arn) => new("PolicyNotFoundException", $"Resource-based policy not found for the provided ResourceArn: {arn}");

    public static TableException Exists(string name) => new("ResourceInUseException", $"Table already exists: {name}");

    public static TableException Busy(string name, string what) => new("ResourceInUseException", $"Attempt to change a resource which is still in use: Table is being {what}: {name}");

    public static TableException ConditionFailed(JsonNode? item) =>
        new(ConditionCode, "The conditional request failed") { Members = item is null ? [] : new JsonObject { ["Item"] = item } };

    public static TableException Cancelled(IReadOnlyList<string> codes, JsonArray reasons) =>
        new(CancelledCode, $"Transaction cancelled, please refer cancellation reasons for specific reasons [{string.Join(", ", codes)}]") { Members = new JsonObject { ["CancellationReasons"] = reasons } };

    public static TableException Throttled(ThroughputRefusal refusal) => new(refusal.Code, refusal.Message)
    {
        Members = new JsonObject
        {
            [refusal.Code == ThrottlingCode ? "throttlingReasons" : "ThrottlingReasons"] = new JsonArray(new JsonObject { ["reason"] = refusal.Reason, ["resource"] = refusal.Resource }),
        },
    };

    public static TableException OneIndexAtATime() => new("LimitExceededException", "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");

    public static TableException TooManyTables(int most) => new("LimitExceededException", Text.Invariant($"Subscriber limit exceeded: There is a limit of {most} tables per subscriber"));

    public static TableException TooManyDecreases(string name) => new("LimitExceededException",
        $"Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Table: {name}");

    public static TableException TooManySwitches(Instant last) => new("LimitExceededException", Text.Invariant(
        $"Subscriber limit exceeded: Update to PayPerRequest mode are limited once in 1 day(s). Last update at {InstantPattern.General.Format(last)}. Next update can be made at {InstantPattern.General.Format(last + Duration.FromDays(1))}"));

    public static TableException OtherRequest() => new("IdempotentParameterMismatchException", "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical.");

    public static TableException CollectionTooLarge() => new("ItemCollectionSizeLimitExceededException", "Collection size exceeded.");

    public static TableException ExpiredIterator() => new("ExpiredIteratorException", "Shard iterator has expired");

    public static TableException Trimmed() => new("TrimmedDataAccessException", "The data you are trying to access has been trimmed");

    public static TableException Unsupported(string what) => new("UnsupportedOperationException", $"LambdaSim does not simulate {what} of DynamoDB; nothing was done.");
}

/// <summary>Units that were not there.</summary>
internal sealed record ThroughputRefusal(string Code, string Message, string Reason, string Resource);
