namespace LambdaSim.Tests.Conformance;

/// <summary>Answers that AWS gave, and ours to the same requests (docs/conformance.md).</summary>
public class ConformanceTests(ITestOutputHelper output)
{
    private const double InEach = 85;
    private const double InTotal = 97;
    private const string OtherRecordings = "docs/conformance.md is about the public recordings";

    // What calls and event sources do is a baseline; these must match.
    private static readonly string[] _required =
    [
        "code-signing", "concurrency", "esm-dynamodb", "esm-kinesis", "esm-sqs", "event-invoke-config", "event-source-mappings", "function-names", "function-urls",
        "functions", "layers", "limits", "permissions", "tags", "versions-aliases",
    ];

    // Of what was built to these recordings, in percent.
    private static readonly SortedDictionary<string, double> _minima = new(StringComparer.Ordinal)
    {
        ["async-destinations"] = 95,
        ["esm-dynamodb"] = 95,
        ["esm-kinesis"] = 95,
        ["event-invoke-config"] = 95,
    };

    private static readonly Lazy<SortedDictionary<string, IReadOnlyList<Verdict>>> _areas = new(Recordings.Play);

    [Fact]
    public void Nearly_all_answers_of_the_api_match()
    {
        var areas = _areas.Value;
        var required = _required.Where(areas.ContainsKey).ToList();

        Report.Write(areas);
        output.WriteLine(Report.Table(areas));
        Assert.All(required, area => Assert.True(Report.Percent(areas[area]) >= InEach, $"{area}: {Report.Percent(areas[area]):F1} % < {InEach} %"));
        Assert.True(Report.Percent([.. required.SelectMany(a => areas[a])]) >= InTotal);
    }

    [Fact]
    public void The_areas_of_the_asynchronous_queue_and_of_streams_match() =>
        Assert.All(_minima.Where(static m => _areas.Value.ContainsKey(m.Key)), static m => Assert.True(Report.Percent(_areas.Value[m.Key]) >= m.Value, $"{m.Key}: {Report.Percent(_areas.Value[m.Key]):F1} % < {m.Value} %"));

    [Fact]
    public void Every_answer_that_does_not_match_stands_in_the_document_with_its_reason()
    {
        Assert.SkipWhen(Recordings.AreOthers, OtherRecordings);
        var differing = _areas.Value.SelectMany(a => a.Value.Where(v => !v.IsMatched).Select(v => $"{a.Key} | {v.Test} | {v.Key}"));
        var rows = File.ReadLines(Document()).Select(l => l.Trim('|', ' ').Split(" | ")).Where(c => c.Length == 4 && _areas.Value.ContainsKey(c[0])).ToList();

        Assert.Equal(differing.Order(StringComparer.Ordinal), rows.Select(c => string.Join(" | ", c[..3])).Order(StringComparer.Ordinal));
        Assert.All(rows, c => Assert.NotEmpty(c[3]));
    }

    [Fact]
    public void The_document_shows_the_table_of_this_run()
    {
        Assert.SkipWhen(Recordings.AreOthers, OtherRecordings);

        Assert.Contains(Report.Table(_areas.Value).TrimEnd(), File.ReadAllText(Document()).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static string Document() => Path.Combine(Shared.ProjectRoot(), "docs", "conformance.md");
}
