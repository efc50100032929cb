namespace LambdaSim.Neighbours.LogGroups;

/// <summary>An error that CloudWatch Logs itself would have answered with.</summary>
internal sealed class LogsException : AwsServiceException
{
    private LogsException(string code, string message)
        : base(code, message)
    {
    }

    public static LogsException GroupMissing() => new("ResourceNotFoundException", "The specified log group does not exist.");

    public static LogsException StreamMissing() => new("ResourceNotFoundException", "The specified log stream does not exist.");

    public static LogsException FilterMissing() => new("ResourceNotFoundException", "The specified subscription filter does not exist.");

    public static LogsException Missing(string arn) => new("ResourceNotFoundException", $"The specified resource {arn} does not exist.");

    public static LogsException Exists(string what) => new("ResourceAlreadyExistsException", $"The specified {what} already exists");

    public static LogsException TooMany() => new("LimitExceededException", "Resource limit exceeded.");

    public static LogsException Protected(string name) => new("ValidationException", $"The log group {name} has deletion protection enabled and cannot be deleted.");

    public static LogsException Invalid(string message) => new("InvalidParameterException", message);
}
