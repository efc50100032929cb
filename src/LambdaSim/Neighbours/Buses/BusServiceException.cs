namespace LambdaSim.Neighbours.Buses;

/// <summary>An error that EventBridge itself would have answered with (rule EVB-TEXTS).</summary>
internal sealed class BusServiceException : AwsServiceException
{
    private BusServiceException(string code, string message, int statusCode = 400)
        : base(code, message) => StatusCode = statusCode;

    public override int StatusCode { get; }

    public static BusServiceException Validation(string message) => new("ValidationException", message);

    public static BusServiceException NoBus(string name) => new("ResourceNotFoundException", $"Event bus {name} does not exist.");

    public static BusServiceException NoRule(string name, string bus) => new("ResourceNotFoundException", $"Rule {name} does not exist on EventBus {bus}.");

    public static BusServiceException NotFound(string message) => new("ResourceNotFoundException", message);

    public static BusServiceException BusExists(string name) => new("ResourceAlreadyExistsException", $"Event bus {name} already exists.");

    public static BusServiceException Limit() => new("LimitExceededException", "The requested resource exceeds the maximum number allowed.");

    public static BusServiceException Pattern(string reason) => new("InvalidEventPatternException", $"Event pattern is not valid. Reason: {reason}");

    /// <summary>A request that is none: unreadable, or of an operation that does not exist.</summary>
    public static BusServiceException Malformed(string code, string message) => new(code, message);

    /// <summary>What AWS has and LambdaSim has not.</summary>
    public static BusServiceException Unsupported(string what) => new("UnsupportedOperationException", $"LambdaSim does not simulate {what}; nothing was done.", 501);
}
