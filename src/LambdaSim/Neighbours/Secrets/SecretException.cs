namespace LambdaSim.Neighbours.Secrets;

/// <summary>An error that Secrets Manager itself would have answered with.</summary>
internal sealed class SecretException : AwsServiceException
{
    private SecretException(string code, string message)
        : base(code, message)
    {
    }

    public static SecretException NotFound() => new("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

    public static SecretException NoValue(string what) => new("ResourceNotFoundException", $"Secrets Manager can't find the specified secret value for {what}");

    public static SecretException Exists(string name) => new("ResourceExistsException", $"The operation failed because the secret {name} already exists.");

    public static SecretException TokenUsed() =>
        new("ResourceExistsException", "You can't use ClientRequestToken because the secret already has a version with this id and another value. Use another ClientRequestToken.");

    public static SecretException Request(string message) => new("InvalidRequestException", message);

    public static SecretException Parameter(string message) => new("InvalidParameterException", message);

    public static SecretException Deleted() => Request("You can't perform this operation on the secret because it was marked for deletion.");

    public static SecretException BadToken() => new("InvalidNextTokenException", "The NextToken value is invalid.");

    public static SecretException Throttled() => new("ThrottlingException", "Rate exceeded");

    public static SecretException Unsupported(string what) => Request($"LambdaSim does not simulate {what} of Secrets Manager; nothing was done.");
}
