using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Async;

/// <summary>What a dead-letter queue gets of an event (rule ASY-DLQ): the event itself, unchanged, and why in its attributes.</summary>
internal static class DeadLetter
{
    private const int MaxErrorMessageBytes = 1_024;

    public static QueueMessage Of(Call call, string requestId, Instant now)
    {
        var (code, message) = call.Result is { } result
            ? (result.StatusCode, result.Error?.Message ?? "")
            : (429, ThrottleReason.Of(ThrottleCause.ReservedConcurrency).Message);
        var attributes = new SortedDictionary<string, MessageAttribute>(StringComparer.Ordinal)
        {
            ["RequestID"] = new("String", requestId),
            ["ErrorCode"] = new("Number", Text.Of(code)),
        };

        // A queue takes no attribute without a value.
        if (message.Length > 0)
        {
            attributes["ErrorMessage"] = new("String", Cut(message));
        }

        return new QueueMessage(call.Payload.IsEmpty ? "{}" : Encoding.UTF8.GetString(call.Payload.Span), attributes.AsReadOnly(), now);
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
