namespace LambdaSim.Neighbours.Gateways;

/// <summary>An error of the management API of connections.</summary>
internal sealed class ConnectionException : AwsServiceException
{
    /// <summary>The connection is not open.</summary>
    public ConnectionException()
        : this("GoneException", 410, "The connection is closed, or never was.")
    {
    }

    public ConnectionException(string code, int status, string message)
        : base(code, message) => StatusCode = status;

    public override int StatusCode { get; }
}
