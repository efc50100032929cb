namespace LambdaSim;

/// <summary>Admission refused the request (HTTP 429, rule ADM-REASON).</summary>
/// <param name="reason">AWS's <c>Reason</c>, such as <c>CallerRateLimitExceeded</c>.</param>
/// <param name="message">AWS's message.</param>
public sealed class TooManyRequestsException(string reason, string message) : LambdaServiceException("TooManyRequestsException", message)
{
    /// <summary>AWS's word for the limit that was hit.</summary>
    public string Reason { get; } = reason;

    /// <inheritdoc/>
    public override int StatusCode => 429;
}
