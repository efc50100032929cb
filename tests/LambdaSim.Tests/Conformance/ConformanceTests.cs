using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>Answers that AWS gave, and ours to the same requests.</summary>
public class ConformanceTests(ITestOutputHelper output)
{
    // What matches now, in percent, so that it cannot sink unseen; 0 where operations are missing.
    private static readonly SortedDictionary<string, double> _floors = new(StringComparer.Ordinal)
    {
        ["async-destinations"] = 0,
        ["code-signing"] = 100,
        ["concurrency"] = 0,
        ["concurrency-behaviour"] = 0,
        ["esm-dynamodb"] = 31,
        ["esm-kinesis"] = 50,
        ["esm-sqs"] = 40,
        ["event-invoke-config"] = 0,
        ["event-source-mappings"] = 77,
        ["function-names"] = 72,
        ["function-url-calls"] = 0,
        ["function-urls"] = 0,
        ["functions"] = 94,
        ["invoke"] = 0,
        ["layers"] = 93,
        ["limits"] = 100,
        ["permissions"] = 0,
        ["tags"] = 0,
        ["versions-aliases"] = 39,
    };

    [Fact]
    public void Recorded_answers_match_as_well_as_they_did()
    {
        var areas = _floors.Keys.ToDictionary(a => a, IReadOnlyList<Verdict> (a) => Play(a), StringComparer.Ordinal);

        Report.Write(areas);
        output.WriteLine(Report.Table(areas));
        Assert.All(_floors, floor => Assert.True(Report.Percent(areas[floor.Key]) >= floor.Value, $"{floor.Key}: {Report.Percent(areas[floor.Key])} % < {floor.Value} %"));
    }

    private static List<Verdict> Play(string area)
    {
        var requests = Read($"conformance/requests/{area}.json");
        var recordings = Read($"conformance/recordings/{area}.json");
        return
        [
            .. requests.SelectMany(test =>
            {
                var world = new ObjectApi();
                return new StepPlayer(world, world, recordings[test.Key]!["answers"]!.AsObject()).Play(test.Key, test.Value!.AsObject());
            }),
        ];
    }

    private static JsonObject Read(string path) => JsonNode.Parse(File.ReadAllText(Shared.Path(path)))!.AsObject();
}
