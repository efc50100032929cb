using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>Answers that AWS gave, and ours to the same requests.</summary>
public class ConformanceTests(ITestOutputHelper output)
{
    // What matches now, in percent, so that it cannot sink unseen; 0 where operations are missing.
    private static readonly SortedDictionary<string, double> _floors = new(StringComparer.Ordinal)
    {
        ["async-destinations"] = 22,
        ["code-signing"] = 100,
        ["concurrency"] = 100,
        ["concurrency-behaviour"] = 50,
        ["esm-dynamodb"] = 31,
        ["esm-kinesis"] = 50,
        ["esm-sqs"] = 40,
        ["event-invoke-config"] = 100,
        ["event-source-mappings"] = 88,
        ["function-names"] = 100,
        ["function-url-calls"] = 71,
        ["function-urls"] = 97,
        ["functions"] = 99,
        ["invoke"] = 31,
        ["layers"] = 95,
        ["limits"] = 100,
        ["permissions"] = 100,
        ["tags"] = 100,
        ["versions-aliases"] = 100,
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
                using var world = new HttpApi();
                return new StepPlayer(world, world, recordings[test.Key]!["answers"]!.AsObject()).Play(test.Key, test.Value!.AsObject());
            }),
        ];
    }

    private static JsonObject Read(string path) => JsonNode.Parse(File.ReadAllText(Shared.Path(path)))!.AsObject();
}
