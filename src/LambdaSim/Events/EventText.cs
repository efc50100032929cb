using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>A record in words, for messages.</summary>
internal static class EventText
{
    /// <summary>Everything a record says, on one line.</summary>
    /// <param name="e">The record.</param>
    /// <param name="functions">The functions named so far.</param>
    /// <param name="texts">The texts told so far; null: unknown, they stand as numbers.</param>
    public static string Of(in SimEvent e, IReadOnlyList<FunctionDefinition> functions, IReadOnlyList<string>? texts = null)
    {
        var text = new StringBuilder();
        text.Append(Text.Invariant($"{e.Kind} at {TimeText.Moment(e.Time)}"));
        if (e.Function != SimEvent.None)
        {
            text.Append(", function ").Append(e.Function < functions.Count && e.Function >= 0 ? functions[e.Function].DisplayName : Text.Of(e.Function));
        }

        Index(text, "invocation", e.Invocation);
        Index(text, "environment", e.Environment);
        if (EventNames.Causes(e.Kind) is { } names)
        {
            text.Append(", ").Append(Name(names, e.Cause));
        }

        if (EventNames.HasStart(e.Kind))
        {
            text.Append(", ").Append(Name(EventNames.StartTypes, (int)e.StartType)).Append(" start");
        }

        text.Append(e.IsProvisioned ? ", provisioned" : null).Append(e.IsSpillover ? ", spill-over" : null);
        text.Append(e.InvocationType == InvocationType.Event ? ", asynchronous" : null).Append(e.IsFinal ? ", final" : null);
        if (EventNames.IsCall(e.Kind))
        {
            text.Append(", Duration ").Append(TimeText.Length(e.DurationNs)).Append(", INIT ").Append(TimeText.Length(e.InitNs));
        }
        else
        {
            text.Append(", ").Append(Figure(e, texts ?? []));
            text.Append(e.RepeatsInit ? ", repeats INIT" : null);
            if ((e.Detail & SimEvent.LowDetail) > (e.RepeatsInit ? RunFlags.RepeatsInitBit : 0) && !EventNames.HasExtra(e.Kind))
            {
                text.Append(Text.Invariant($", detail {e.Detail}"));
            }
        }

        return text.ToString();
    }

    /// <summary>A text by its number; empty when it is unknown.</summary>
    public static string Whole(int number, IReadOnlyList<string> texts) => number >= 0 && number < texts.Count ? texts[number] : "";

    /// <summary>A text by its number, in quotes and not too long; its number when it is unknown.</summary>
    public static string Quoted(int number, IReadOnlyList<string> texts)
    {
        const int Longest = 120;
        if (number < 0 || number >= texts.Count)
        {
            return Text.Invariant($"text {number}");
        }

        var text = texts[number].ReplaceLineEndings("\\n");
        return text.Length <= Longest ? $"\"{text}\"" : $"\"{text[..Longest]}…\"";
    }

    private static string Figure(in SimEvent e, IReadOnlyList<string> texts) => e.Kind switch
    {
        EventKind.Arrived => Text.Invariant($"{e.Value} bytes"),
        EventKind.Throttled => Text.Invariant($"attempts {e.Value}"),
        EventKind.ThrottledTogether => Text.Invariant($"{e.ThrottledCount} events, each refused {e.RefusalsBefore} times before"),
        EventKind.Queued => "again after " + TimeText.Length(e.Value),
        EventKind.Dispatched => Text.Invariant($"age {TimeText.Length(e.Value)}, {e.ExtraRequests} extra requests"),
        EventKind.Dropped or EventKind.QueuedAtEnd => "age " + TimeText.Length(e.Value),
        EventKind.InitCompleted or EventKind.InitRepeated => "INIT " + TimeText.Length(e.Value),
        EventKind.Started or EventKind.EnvironmentEnded or EventKind.IdleAtEnd => "idle for " + TimeText.Length(e.Value),
        EventKind.EnvironmentCreated => "creation delay " + TimeText.Length(e.Value),
        EventKind.ProvisionedReady => Text.Invariant($"{e.Value} environments"),
        EventKind.LogLine or EventKind.ApiCalled or EventKind.Routed => Quoted(e.TextNumber, texts),
        EventKind.Claimed => Text.Invariant($"{e.ClaimedConcurrency} set aside, {e.ClaimRunning} running on demand"),
        EventKind.Error => $"{Quoted(e.TextNumber, texts)}, {Quoted(e.MessageNumber, texts)}",
        EventKind.Answered => Text.Invariant($"answer {e.AnswerHash:x16}"),
        EventKind.Memory => Text.Invariant($"{e.Value} MB"),
        EventKind.Reported => Text.Invariant($"billed {e.Value} ms in its log"),
        _ => Text.Invariant($"value {e.Value}"),
    };

    private static void Index(StringBuilder text, string label, int value)
    {
        if (value != SimEvent.None)
        {
            text.Append(", ").Append(label).Append(' ').Append(Text.Of(value));
        }
    }

    private static string Name(EnumNames names, int value) => names[value] is { IsEmpty: false } name ? Encoding.UTF8.GetString(name) : Text.Of(value);
}
