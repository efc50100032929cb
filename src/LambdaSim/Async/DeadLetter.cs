using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Async;

/// <summary>What a dead-letter queue gets of an async invocation (rule ASY-DLQ): its event, unchanged, and why in its attributes.</summary>
internal static class DeadLetter
{
    private const int MaxErrorMessageBytes = 1_024;
    private const int FunctionRan = 200;
    private const int Recursive = 400;
    private const int Throttled = 429;
    private const int Internal = 500;

    public static IReadOnlyList<DeliveryAttribute> AttributesOf(in SettledInvocation settled, string requestId)
    {
        var (code, message) = settled switch
        {
            { Cause: DropCause.RecursiveInvocation } => (Recursive, RecursiveInvocationException.Text),
            { Result: { } result } => (FunctionRan, result.ErrorMessage),
            { EndedBySystemError: true } => (Internal, "ServiceException"),
            _ => (Throttled, ThrottleReason.Of(ThrottleCause.ReservedConcurrency).Message),
        };
        DeliveryAttribute errorCode = new("ErrorCode", "Number", Text.Of(code));
        DeliveryAttribute request = new("RequestID", "String", requestId);

        // A queue takes no attribute without a value.
        return message.Length == 0 ? [errorCode, request] : [errorCode, new("ErrorMessage", "String", Cut(message)), request];
    }

    // The first 1 KB, without half a character at its end.
    private static string Cut(string message)
    {
        var (bytes, chars) = (0, 0);
        foreach (var rune in message.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxErrorMessageBytes)
            {
                return message[..chars];
            }

            chars += rune.Utf16SequenceLength;
        }

        return message;
    }
}
