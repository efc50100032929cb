namespace LambdaSim.Neighbours.Schedules;

/// <summary>An error that EventBridge Scheduler itself would have answered with.</summary>
internal sealed class SchedulerException : AwsServiceException
{
    private SchedulerException(string code, int status, string message)
        : base(code, message) => StatusCode = status;

    public override int StatusCode { get; }

    public static SchedulerException Invalid(string message) => new("ValidationException", 400, message);

    public static SchedulerException InvalidExpression(string expression) => Invalid($"Invalid Schedule Expression {expression}.");

    public static SchedulerException Exists(string what) => new("ConflictException", 409, $"{what} already exists.");

    public static SchedulerException Missing(string what) => new("ResourceNotFoundException", 404, $"{what} does not exist.");

    public static SchedulerException TooMany(string message) => new("ServiceQuotaExceededException", 402, message);
}
