using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>A record in words, for messages.</summary>
internal static class RecordText
{
    /// <summary>Everything a record says, on one line.</summary>
    /// <param name="e">The record.</param>
    /// <param name="functions">The functions named so far.</param>
    /// <param name="texts">The texts told so far; null: unknown, they stand as numbers.</param>
    /// <param name="resources">The resources named so far; null: unknown, they stand as numbers.</param>
    public static string Of(in SimEvent e, IReadOnlyList<FunctionDefinition> functions, IReadOnlyList<string>? texts = null, IReadOnlyList<ResourceDefinition>? resources = null) =>
        Of(e, new LogNames(functions, texts, resources));

    /// <inheritdoc cref="Of(in SimEvent, IReadOnlyList{FunctionDefinition}, IReadOnlyList{string}?, IReadOnlyList{ResourceDefinition}?)"/>
    public static string Of(in SimEvent e, LogNames names)
    {
        var text = new StringBuilder();
        text.Append(Text.Invariant($"{e.Kind} at {TimeText.Moment(e.Time)}"));
        if (e.Function != SimEvent.None)
        {
            text.Append(", function ").Append(names.Function(e.Function));
        }

        Index(text, "invocation", e.Invocation);
        Index(text, "environment", e.Environment);
        var row = RecordSchema.Find(e.Kind);
        if (row is { HasResource: true } && e.Resource != SimEvent.None)
        {
            text.Append(", ").Append(names.Resource(e.Resource));
        }

        if (row?.Causes is { } causes)
        {
            text.Append(", ").Append(causes.Text(e.Cause));
        }

        if (row is { HasStart: true })
        {
            text.Append(", ").Append(RecordSchema.StartTypes.Text((int)e.StartType)).Append(" start");
        }

        text.Append(e.IsProvisioned ? ", provisioned" : null).Append(e.IsSpillover ? ", spill-over" : null);
        text.Append(e.InvocationType == InvocationType.Event ? ", asynchronous" : null).Append(e.IsFinal ? ", final" : null).Append(e.IsCopy ? ", of a duplicate" : null);
        text.Append(", ").Append(row is null ? Text.Invariant($"value {e.Value}") : row.Words(e, names));
        text.Append(e.RepeatsInit ? ", repeats INIT" : null);
        if (row is not ({ IsCall: true } or { HasExtra: true }) && (e.Detail & SimEvent.LowDetail) > (e.RepeatsInit ? RunFlags.RepeatsInitBit : 0))
        {
            text.Append(Text.Invariant($", detail {e.Detail}"));
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

    private static void Index(StringBuilder text, string label, int value)
    {
        if (value != SimEvent.None)
        {
            text.Append(", ").Append(label).Append(' ').Append(Text.Of(value));
        }
    }
}
