namespace LambdaSim;

/// <summary>An error that a service of AWS itself would have answered with: its code, its message, its HTTP status.</summary>
public abstract class AwsServiceException : LambdaSimException
{
    private protected AwsServiceException(string errorCode, string message)
        : base(message) => ErrorCode = errorCode;

    /// <summary>AWS's name of the error, such as <c>InvalidParameterValueException</c>.</summary>
    public string ErrorCode { get; }

    /// <summary>HTTP status.</summary>
    public virtual int StatusCode => 400;
}
