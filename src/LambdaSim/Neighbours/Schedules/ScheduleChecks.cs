using LambdaSim.Configuration;
using LambdaSim.Neighbours.Recurrence;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>What EventBridge Scheduler refuses of settings that keep to its model (rule SCH-CHECKS).</summary>
internal static class ScheduleChecks
{
    private static readonly Duration _late = Duration.FromMinutes(5);

    private static readonly string[] _targets = ["lambda", "sqs", "sns", "events", "kinesis", "firehose", "states", "ecs", "codebuild", "codepipeline", "inspector", "sagemaker"];

    // What reads only is no target.
    private static readonly string[] _reads = ["get", "describe", "list", "poll", "receive", "search", "scan", "query", "select", "read", "batchGet"];

    private const int MaxName = 64, LongestWindow = 1_440, LeastAge = 60;

    private const int MaxDepth = 64, MaxValues = 100_000;

    /// <summary>What a request's model says, for those who come without one.</summary>
    /// <exception cref="SchedulerException">It is none.</exception>
    public static void Name(string name)
    {
        if (name.Length is 0 or > MaxName || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw SchedulerException.Invalid($"1 validation error detected: Value '{name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9a-zA-Z-_.]+, and have 1 to 64 characters");
        }
    }

    /// <exception cref="SchedulerException">They are out of range.</exception>
    public static void Retries(int attempts, TimeLength age)
    {
        if (attempts is < 0 or > ScheduleTarget.MostAttempts)
        {
            throw SchedulerException.Invalid(Text.Invariant($"1 validation error detected: Value '{attempts}' at 'target.retryPolicy.maximumRetryAttempts' failed to satisfy constraint: Member must have value from 0 to {ScheduleTarget.MostAttempts}"));
        }

        if (age.TotalSeconds is < LeastAge or > ScheduleTarget.LongestAge)
        {
            throw SchedulerException.Invalid(Text.Invariant($"1 validation error detected: Value '{age.TotalSeconds}' at 'target.retryPolicy.maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value from {LeastAge} to {ScheduleTarget.LongestAge}"));
        }
    }

    /// <exception cref="SchedulerException">It is no standard queue.</exception>
    public static void DeadLetters(string? arn)
    {
        if (arn is not null && !(Arn.TryParse(arn, out var queue) && queue.Service == Arn.Sqs && !queue.Resource.Contains('.', StringComparison.Ordinal)))
        {
            throw SchedulerException.Invalid($"1 validation error detected: Value '{arn}' at 'target.deadLetterConfig.arn' failed to satisfy constraint: it must be the ARN of a standard queue");
        }
    }

    /// <exception cref="SchedulerException">It is no whole number of minutes in range.</exception>
    public static int? Window(TimeLength? window) =>
        window is not { } length ? null
        : length.TotalMinutes is >= 1 and <= LongestWindow && length.TotalMinutes == Math.Floor(length.TotalMinutes) ? (int)length.TotalMinutes
        : throw SchedulerException.Invalid(Text.Invariant($"1 validation error detected: Value '{length.TotalMinutes}' at 'flexibleTimeWindow.maximumWindowInMinutes' failed to satisfy constraint: Member must be a whole number from 1 to {LongestWindow}"));

    /// <exception cref="SchedulerException">It is none.</exception>
    public static ScheduleExpression Expression(string text) =>
        ScheduleExpression.Read(text, ScheduleDialect.Scheduler) ?? throw SchedulerException.InvalidExpression(text);

    /// <exception cref="SchedulerException">It is none.</exception>
    public static void Zone(string name)
    {
        if (ScheduleZones.Find(name) is null)
        {
            throw SchedulerException.Invalid($"Invalid Schedule Expression Timezone {name}.");
        }
    }

    /// <exception cref="SchedulerException">One of them cannot be.</exception>
    public static void Dates(ScheduleSettings settings, Instant now)
    {
        // Whoever comes once is not asked for them.
        if (settings.Expression.IsOnce)
        {
            return;
        }

        if (settings.Start < now - _late)
        {
            throw SchedulerException.Invalid("The StartDate you specify cannot be earlier than 5 minutes ago.");
        }

        if (settings.End < now)
        {
            throw SchedulerException.Invalid("The EndDate you specify cannot be earlier than the current date.");
        }

        if (settings.End < settings.Start)
        {
            throw SchedulerException.Invalid("The EndDate you specify cannot be earlier than the StartDate.");
        }
    }

    /// <exception cref="SchedulerException">A window without minutes, or minutes without a window.</exception>
    public static int? Window(string mode, int? minutes) => mode == "FLEXIBLE"
        ? minutes ?? throw SchedulerException.Invalid("MaximumWindowInMinutes must be specified when the Mode of the FlexibleTimeWindow is FLEXIBLE.")
        : minutes is null ? null : throw SchedulerException.Invalid("MaximumWindowInMinutes cannot be specified when the Mode of the FlexibleTimeWindow is OFF.");

    /// <exception cref="SchedulerException">Nothing can be called so.</exception>
    public static void Target(ScheduleTarget target)
    {
        if (!Arn.TryParse(target.Arn, out var arn))
        {
            throw SchedulerException.Invalid("Provided Arn is not in correct format.");
        }

        if (target.Call is { } call)
        {
            if (Array.Exists(_reads, r => call.Operation.StartsWith(r, StringComparison.Ordinal) && (call.Operation.Length == r.Length || char.IsUpper(call.Operation[r.Length]))))
            {
                throw SchedulerException.Invalid($"{target.Arn} is not a supported target: operations that read are none.");
            }

            Json(target);
            return;
        }

        if (!_targets.Contains(arn.Service, StringComparer.Ordinal) || arn.Resource.Length == 0 || (arn.Service == Arn.Lambda && arn.FunctionName is null))
        {
            throw SchedulerException.Invalid($"{target.Arn} is not a supported target.");
        }

        if (arn.Service == Arn.Sqs && arn.Resource.EndsWith(".fifo", StringComparison.Ordinal) && target.MessageGroup is null)
        {
            throw SchedulerException.Invalid("SqsParameters with a MessageGroupId must be specified for a FIFO queue.");
        }

        if (arn.Service == "events" && target.Source is null)
        {
            throw SchedulerException.Invalid("EventBridgeParameters must be specified for an event bus.");
        }

        if (arn.Service is Arn.Lambda or "events")
        {
            Json(target);
        }
    }

    private static void Json(ScheduleTarget target)
    {
        // A keyword may stand for a number.
        if (target.Input is { } input && JsonText.ProblemOf(System.Text.Encoding.UTF8.GetBytes(ScheduleKeywords.Replace(input, Attempt.Sample)), MaxDepth, MaxValues) is not null)
        {
            throw SchedulerException.Invalid($"The Input for target {target.Arn} is not valid JSON.");
        }
    }
}
