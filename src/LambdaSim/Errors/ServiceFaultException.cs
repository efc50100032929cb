namespace LambdaSim;

/// <summary>A service beside Lambda refused a request because a fault of the run's plan struck it: throttled, or with an error of its own.</summary>
public sealed class ServiceFaultException : AwsServiceException
{
    internal ServiceFaultException(int status, string errorCode, string message)
        : base(errorCode, message) => StatusCode = status;

    /// <inheritdoc/>
    public override int StatusCode { get; }
}
