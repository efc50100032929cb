using LambdaSim.Events;

namespace LambdaSim.Assertions;

/// <summary>What a row can say after the function's name: a closed vocabulary, told from the log's records and listed for who expects one.</summary>
internal static class StoryWords
{
    /// <summary>Stands for the type of an error, which can be any.</summary>
    private const string AnyType = " *";

    private static readonly string[] _common =
    [
        Ended(Outcome.Succeeded, null),
        Ended(Outcome.TimedOut, null),
        .. Enum.GetValues<ThrottleCause>().Where(static c => c != ThrottleCause.None).Select(Throttled),
        .. Enum.GetValues<DropCause>().Select(Dropped),
        .. Enum.GetValues<DeliveryCause>().Select(Delivered),
        RunningAtEnd,
        QueuedAtEnd,
    ];

    private static readonly string[] _modelled = [.. _common, Ended(Outcome.Failed, null), Ended(Outcome.Crashed, null)];

    private static readonly string[] _code = [.. _common, Ended(Outcome.Failed, null) + AnyType, Ended(Outcome.Crashed, null) + AnyType];

    private static readonly string[] _either = [.. _modelled, .. _code.Except(_common)];

    public const string RunningAtEnd = "running at end";

    public const string QueuedAtEnd = "queued at end";

    /// <summary>All that a row of a function can say; <c>*</c> stands for the type of an error.</summary>
    /// <param name="isCode">Whether it has code, whose failures have a type; null: not known.</param>
    public static IReadOnlyList<string> Of(bool? isCode) => isCode switch
    {
        true => _code,
        false => _modelled,
        null => _either,
    };

    public static string Ended(Outcome outcome, string? error) => outcome switch
    {
        Outcome.Succeeded => "ok",
        Outcome.TimedOut => "timed out",
        Outcome.Failed => error is null ? "failed" : "failed " + error,
        _ => error is null ? "crashed" : "crashed " + error,
    };

    public static string Throttled(ThrottleCause cause) => "throttled " + cause;

    public static string Dropped(DropCause cause) => "dropped " + cause;

    public static string Delivered(DeliveryCause cause) => cause switch
    {
        DeliveryCause.DeadLetterQueue => "sent to dead-letter queue",
        DeliveryCause.OnSuccess => "sent to destination on success",
        DeliveryCause.OnFailure => "sent to destination on failure",
        DeliveryCause.DeadLetterQueueFailed => "not taken by dead-letter queue",
        DeliveryCause.OnSuccessFailed => "not taken by destination on success",
        DeliveryCause.OnFailureFailed => "not taken by destination on failure",
        _ => "sent on",
    };
}
