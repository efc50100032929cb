using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>The first place where a run differs from its recording, or from another run.</summary>
/// <param name="Event">Position of the record from 0; the number of records before the place when it is about a function or the end.</param>
/// <param name="Line">Line of the recorded log, from 1; 0 when both logs are in memory.</param>
/// <param name="Recorded">What the recording, or the first run, says there, in words.</param>
/// <param name="Now">What the run, or the second one, says there, in words.</param>
public sealed record LogDifference(long Event, long Line, string Recorded, string Now)
{
    /// <summary>The first difference of two kept logs; null when there is none. Their seeds are not compared.</summary>
    public static LogDifference? First(EventLog first, EventLog second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var at = 0;
        while (at < first.Count && at < second.Count && Same(first, second, at))
        {
            at++;
        }

        // A function is announced before the first record that names it: what differs there came first.
        for (var i = 0; i < Math.Max(first.Functions.Count, second.Functions.Count); i++)
        {
            var then = FunctionAt(first, i);
            var now = FunctionAt(second, i);
            if (then != now && Math.Min(then.Before, now.Before) is var before && before <= at)
            {
                return new LogDifference(before, 0, FunctionWords(first, i, before), FunctionWords(second, i, before));
            }
        }

        if (at < first.Count && at < second.Count && first[at] == second[at] && OtherResource(first, second, first[at]) is { } index)
        {
            return new LogDifference(at, 0, LogWords.Of(first.Resources[index]), LogWords.Of(second.Resources[index]));
        }

        return at < first.Count || at < second.Count || first.End != second.End ? new LogDifference(at, 0, Words(first, at), Words(second, at)) : null;
    }

    /// <summary>All of it on one line.</summary>
    public override string ToString() => Line == 0
        ? Text.Invariant($"event {Event} differs: first {Recorded}; then {Now}")
        : Text.Invariant($"event {Event} (line {Line}) differs: recorded {Recorded}; now {Now}");

    private static bool Same(EventLog first, EventLog second, int at)
    {
        var then = first[at];
        var row = RecordSchema.Of(then.Kind);
        return then == second[at]
            && (!row.NamesTexts || SameText(then.TextNumber))
            && (row.Form != ValueForm.TextPair || SameText(then.MessageNumber))
            && OtherResource(first, second, then) is null;

        bool SameText(int number) => first.TextOf(number) == second.TextOf(number);
    }

    // The resource that a record of both names and that is another in each.
    private static int? OtherResource(EventLog first, EventLog second, in SimEvent e)
    {
        var row = RecordSchema.Of(e.Kind);
        return row.HasResource && !first.Resources[e.Resource].Equals(second.Resources[e.Resource]) ? e.Resource
            : row.HasSecondResource && !first.Resources[e.MovedTo].Equals(second.Resources[e.MovedTo]) ? e.MovedTo
            : null;
    }

    private static (int Before, FunctionDefinition? Function) FunctionAt(EventLog log, int index) =>
        index < log.Functions.Count ? (log.RecordsBefore(index), log.Functions[index]) : (int.MaxValue, null);

    private static string FunctionWords(EventLog log, int index, int before) =>
        FunctionAt(log, index) is { Function: { } function } found && found.Before == before ? LogWords.Of(function) : Words(log, before);

    private static string Words(EventLog log, int at) =>
        at < log.Count ? RecordText.Of(log[at], log.Functions, log.Texts, log.Resources) : LogWords.Of(log.End);
}
