namespace LambdaSim.Neighbours.Roles;

/// <summary>An error that IAM itself would have answered with.</summary>
internal sealed class IamException : AwsServiceException
{
    private IamException(string code, int status, string message)
        : base(code, message) => StatusCode = status;

    public override int StatusCode { get; }

    public static IamException Missing(string message) => new("NoSuchEntity", 404, message);

    public static IamException Exists(string message) => new("EntityAlreadyExists", 409, message);

    public static IamException Conflict(string message) => new("DeleteConflict", 409, message);

    public static IamException TooMany(string message) => new("LimitExceeded", 409, message);

    public static IamException Malformed(string message) => new("MalformedPolicyDocument", 400, message);

    public static IamException Invalid(string message) => new("ValidationError", 400, message);
}
