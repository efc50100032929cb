using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

/// <summary>One table says what each kind of record is; what people read of it agrees.</summary>
public sealed class RecordSchemaTests
{
    [Fact]
    public void Every_kind_has_one_row_in_order_of_its_number() => Assert.Equal(Enum.GetValues<EventKind>(), RecordSchema.All.Select(r => r.Kind));

    [Fact]
    public void The_document_shows_the_table()
    {
        var document = File.ReadAllLines(Path.Combine(Shared.ProjectRoot(), "docs", "event-log.md"));
        var shown = document.SkipWhile(l => !l.StartsWith("| kind |", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'));

        Assert.Equal(RecordSchema.All.Select(Line), shown);
    }

    [Fact]
    public void A_row_gives_each_field_in_JSON_Lines_a_name_of_its_own()
    {
        string[] common = ["t", "e", "fn", "inv", "env", "start", "type", "provisioned", "spillover", "final", "copy", "repeatsInit", "extra", "detail"];

        Assert.All(RecordSchema.All, row =>
        {
            string[] names = [.. common, row.Cause, row.Value, .. row.Second.Length > 0 ? [row.Second] : Array.Empty<string>()];
            Assert.Equal(names.Distinct(), names);
            Assert.Equal(row.IsPair || row.IsCall, row.Second.Length > 0);
        });
    }

    private static string Line(RecordKind row) => $"| {(int)row.Kind} | `{row.Kind}` | {Causes(row)} | {row.About} |".Replace("|  |", "| |", StringComparison.Ordinal);

    private static string Causes(RecordKind row)
    {
        if (row.Causes is not { } causes)
        {
            return "";
        }

        var first = RecordSchema.All.First(r => r.Causes == causes);

        // A call that was refused has no end to record.
        var names = causes.All.Where(c => c.Name is not ("None" or nameof(Outcome.Throttled))).Select(c => $"{c.Value} `{c.Name}`");
        return first != row ? $"as `{first.Kind}`" : (row.Cause == "level" ? "level: " : "") + string.Join(", ", names);
    }
}
