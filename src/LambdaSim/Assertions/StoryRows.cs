using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Assertions;

/// <summary>A row as the log tells it.</summary>
internal readonly record struct ToldRow(long Time, string Text, int Function, int Invocation)
{
    /// <summary>What was noticed beside the log; null: nothing. Expected texts need not have it.</summary>
    public string? Remark { get; init; }

    /// <summary>Text and remark.</summary>
    public string Whole => Remark is null ? Text : $"{Text} ({Remark})";

    public Row Row => new(Duration.FromNanoseconds(Time), Whole);

    public bool Matches(Row expected) => Time == expected.Time.ToInt64Nanoseconds() && (Pattern.Matches(expected.Text, Text) || (Remark is not null && Pattern.Matches(expected.Text, Whole)));
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
                rows.Add(new ToldRow(e.Time, $"{log.Functions[e.Function].DisplayName} {what}", e.Function, e.Invocation) { Remark = e.Kind == EventKind.Completed ? log.Remarks.Of(e.Invocation, e.Time) : null });
            }
        }

        return rows;
    }

    private static string? What(in SimEvent e, Dictionary<int, string> errors) => e.Kind switch
    {
        EventKind.Completed => StoryWords.Ended(e.Outcome, errors.GetValueOrDefault(e.Invocation)),
        EventKind.Throttled => StoryWords.Throttled(e.ThrottleCause),
        EventKind.Dropped => StoryWords.Dropped(e.DropCause),
        EventKind.Delivered => StoryWords.Delivered(e.DeliveryCause),
        EventKind.RunningAtEnd => StoryWords.RunningAtEnd,
        EventKind.QueuedAtEnd => StoryWords.QueuedAtEnd,
        _ => null,
    };
}
