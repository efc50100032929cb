using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>What the dead-letter queue of a schedule gets: the target's input, and why it is there (rule SCH-DLQ).</summary>
internal static class ScheduleDeadLetter
{
    public static (ReadOnlyMemory<byte> Body, IReadOnlyList<DeliveryAttribute> Attributes) Of(Firing firing, ScheduleTarget target, Attempt last, HandoverFailure failure, ReadOnlyMemory<byte> body)
    {
        var (code, message) = ErrorOf(target, failure);
        List<DeliveryAttribute> attributes = [Of("ERROR_CODE", code), Of("ERROR_MESSAGE", message), Of("EXECUTION_ID", last.ExecutionId)];
        if (failure.Cause is HandoverCause.TargetThrottled or HandoverCause.ServiceError)
        {
            attributes.Add(Of("EXHAUSTED_RETRY_CONDITION", failure.Attempts > target.MaximumRetryAttempts ? "MaximumRetryAttempts" : "MaximumEventAgeInSeconds"));
        }

        attributes.AddRange(
        [
            Of("IS_PAYLOAD_TRUNCATED", "false"), Of("RETRY_ATTEMPTS", Text.Of(failure.Attempts - 1)), Of("SCHEDULED_TIME", ScheduleKeywords.TimeOf(firing.Time)),
            Of("SCHEDULE_ARN", firing.Schedule.Arn), Of("TARGET_ARN", target.Arn),
        ]);
        return (body, attributes);
    }

    // The target's own words, where it was there to say them.
    private static (string Code, string Message) ErrorOf(ScheduleTarget target, HandoverFailure failure)
    {
        if (failure.Cause != HandoverCause.NoTarget)
        {
            return failure.ErrorCode.Length > 0 ? (failure.ErrorCode, failure.Message) : ("AWS.Scheduler.InternalServerError", "Unexpected error occurred while processing the request");
        }

        return ScheduleCalls.ServiceOf(target) switch
        {
            Arn.Lambda => ("AWSLambda.ResourceNotFoundException", $"Function not found: {target.Arn}"),
            Arn.Sqs => ("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist."),
            "sns" => ("AmazonSNS.NotFoundException", "Topic does not exist"),
            _ => (failure.ErrorCode, failure.Message),
        };
    }

    private static DeliveryAttribute Of(string name, string value) => new(name, "String", value);
}
