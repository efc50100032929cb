namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>A value, item or expression that DynamoDB refuses as a ValidationException.</summary>
/// <param name="message">AWS's words.</param>
internal sealed class TableValidationException(string message) : AwsServiceException(Code, message)
{
    public const string Code = "ValidationException";

    // AWS's prefix of many texts.
    private const string Prefix = "One or more parameter values were invalid: ";

    public static TableValidationException Invalid(string what) => new(Prefix + what);
}
