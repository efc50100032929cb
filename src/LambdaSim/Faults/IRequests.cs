namespace LambdaSim.Faults;

/// <summary>Who knows whose request leaves at the moment: the runtime, of handlers' code.</summary>
internal interface IRequests
{
    /// <summary>A request leaves.</summary>
    /// <param name="service">The service, by the name that signatures have.</param>
    /// <param name="operation">What is asked; null: nobody knows.</param>
    /// <param name="resource">Name of what it is about; null: nobody knows.</param>
    /// <returns>What strikes it; null: nothing, or it is no handler's.</returns>
    RequestStrikes? Meet(string service, string? operation, string? resource);
}

/// <summary>What strikes one request of a handler, asked for step by step: what ends it early leaves the rest unasked.</summary>
internal abstract class RequestStrikes
{
    /// <summary>Before it leaves: its process may end.</summary>
    /// <returns>Whether it has.</returns>
    public abstract bool EndsBefore();

    /// <summary>At the service: it may be refused.</summary>
    public abstract ServiceRefusal? Refusal();

    /// <summary>While it is carried out: from now on at this instant its process may end.</summary>
    public abstract void EndDuring();

    /// <summary>When its answer is there: its process may end.</summary>
    /// <returns>Whether it has, then or before.</returns>
    public abstract bool EndsAfter();

    /// <summary>How much later its answer comes, in nanoseconds.</summary>
    public abstract long Slowness();

    /// <summary>What code is thrown whose process has ended, where it cannot be left waiting.</summary>
    public abstract Exception Exit { get; }

    /// <summary>Keeps its process waiting for so long, where it cannot await.</summary>
    /// <remarks>Throws where its call times out meanwhile: its code goes no further.</remarks>
    public abstract void Spend(long nanoseconds);
}

/// <summary>How a service refuses a request (rules FLT-THROTTLE, FLT-SERVICE-ERROR).</summary>
internal sealed record ServiceRefusal(int Status, string Code, string Message)
{
    private static readonly Dictionary<string, (ServiceRefusal Throttle, ServiceRefusal Error)> _known = new(StringComparer.Ordinal)
    {
        ["sqs"] = (new(403, "RequestThrottled", "Request is throttled."), new(500, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure.")),
        ["sns"] = (new(429, "Throttled", "Rate exceeded"), new(500, "InternalError", "Internal Error")),
        ["s3"] = (new(503, "SlowDown", "Please reduce your request rate."), new(500, "InternalError", "We encountered an internal error. Please try again.")),
        ["dynamodb"] = (
            new(400, "ProvisionedThroughputExceededException", "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API."),
            new(500, "InternalServerError", "Internal server error")),
        ["kinesis"] = (new(400, "ProvisionedThroughputExceededException", "Rate exceeded for shard."), new(500, "InternalFailure", "Internal service failure.")),
        ["lambda"] = (new(429, "TooManyRequestsException", "Rate Exceeded."), new(500, "ServiceException", "An error occurred and the request cannot be processed.")),
        ["events"] = (new(400, "ThrottlingException", "Rate exceeded"), new(500, "InternalException", "An internal error occurred.")),
        ["secretsmanager"] = (new(400, "ThrottlingException", "Rate exceeded"), new(500, "InternalServiceError", "An error occurred on the server side.")),
    };

    private static readonly ServiceRefusal _throttle = new(400, "ThrottlingException", "Rate exceeded");

    private static readonly ServiceRefusal _error = new(500, "InternalServerError", "An internal error occurred.");

    public static ServiceRefusal Throttled(string service) => _known.TryGetValue(service, out var words) ? words.Throttle : _throttle;

    public static ServiceRefusal Failed(string service) => _known.TryGetValue(service, out var words) ? words.Error : _error;
}
