using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Assertions;

/// <summary>A row as the log tells it.</summary>
internal readonly record struct ToldRow(long Time, string Text, int Function, int Invocation)
{
    public Row Row => new(Duration.FromNanoseconds(Time), Text);

    public bool Matches(Row expected) => Time == expected.Time.ToInt64Nanoseconds() && Pattern.Matches(expected.Text, Text);
}

/// <summary>Makes rows: one for the end of each attempt, for each fate, and for what is sent on after it.</summary>
internal static class StoryRows
{
    public static List<ToldRow> Of(EventLog log)
    {
        var rows = new List<ToldRow>();
        var errors = new Dictionary<int, string>();
        foreach (var e in log)
        {
            if (e.Kind == EventKind.Error && e.Invocation != SimEvent.None)
            {
                errors[e.Invocation] = log.TextOf(e.TextNumber);
            }
            else if (e.Kind == EventKind.Started)
            {
                // What went wrong in INIT is told by its own record; the call starts afresh.
                errors.Remove(e.Invocation);
            }
            else if (What(e, errors) is { } what)
            {
                errors.Remove(e.Invocation);
                rows.Add(new ToldRow(e.Time, $"{log.Functions[e.Function].DisplayName} {what}", e.Function, e.Invocation));
            }
        }

        return rows;
    }

    private static string? What(in SimEvent e, Dictionary<int, string> errors) => e.Kind switch
    {
        EventKind.Completed => Ended(e.Outcome, errors.GetValueOrDefault(e.Invocation)),
        EventKind.Throttled => "throttled " + e.ThrottleCause,
        EventKind.Dropped => "dropped " + e.DropCause,
        EventKind.Delivered => Delivered(e.DeliveryCause),
        EventKind.RunningAtEnd => "running at end",
        EventKind.QueuedAtEnd => "queued at end",
        _ => null,
    };

    private static string Delivered(DeliveryCause cause) => cause switch
    {
        DeliveryCause.DeadLetterQueue => "sent to dead-letter queue",
        DeliveryCause.OnSuccess => "sent to destination on success",
        DeliveryCause.OnFailure => "sent to destination on failure",
        DeliveryCause.DeadLetterQueueFailed => "not taken by dead-letter queue",
        DeliveryCause.OnSuccessFailed => "not taken by destination on success",
        DeliveryCause.OnFailureFailed => "not taken by destination on failure",
        _ => "sent on",
    };

    private static string Ended(Outcome outcome, string? error) => outcome switch
    {
        Outcome.Succeeded => "ok",
        Outcome.TimedOut => "timed out",
        Outcome.Failed => error is null ? "failed" : "failed " + error,
        _ => error is null ? "crashed" : "crashed " + error,
    };
}

/// <summary>Text with <c>*</c> for anything.</summary>
internal static class Pattern
{
    public static bool Matches(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return pattern == text;
        }

        if (text.Length < parts[0].Length + parts[^1].Length || !text.StartsWith(parts[0], StringComparison.Ordinal) || !text.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        var end = text.Length - parts[^1].Length;
        foreach (var part in parts[1..^1])
        {
            var found = text.IndexOf(part, at, end - at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return true;
    }
}
