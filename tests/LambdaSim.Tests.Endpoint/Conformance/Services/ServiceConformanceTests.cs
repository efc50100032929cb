namespace LambdaSim.Tests.Conformance.Services;

/// <summary>
/// Answers that the services around Lambda gave, and ours to the same requests. <see cref="ServiceWorld"/> asks a simulation over the services' protocols,
/// without a server. A service that comes:
/// <list type="number">
/// <item>gets a row in <see cref="ServiceClients"/>: a <see cref="JsonClient"/>, or a <see cref="CodecClient"/> over its own table of shapes;</item>
/// <item>adds what its tests need beforehand to <see cref="Fixtures"/>, in the words of the requests;</item>
/// <item>adds what its tests keep of several calls to <see cref="GatheredMessages"/>;</item>
/// <item>raises its rows below.</item>
/// </list>
/// <c>LAMBDASIM_CONFORMANCE_SERVICES_REPORT=FILE</c> writes the table, every difference and both answers to a file.
/// </summary>
public class ServiceConformanceTests(ITestOutputHelper output)
{
    private const string ReportVariable = "LAMBDASIM_CONFORMANCE_SERVICES_REPORT";

    private static readonly Lazy<SortedDictionary<string, IReadOnlyList<Verdict>>> _areas = new(Recordings.PlayServices);

    // So many answers of each area match at least.
    private static readonly SortedDictionary<string, int> _matched = new(StringComparer.Ordinal)
    {
        ["events-buses"] = 3,
        ["events-delivery"] = 4,
        ["events-inputs"] = 19,
        ["events-put"] = 6,
        ["events-rules"] = 17,
        ["events-schedules"] = 22,
        ["events-targets"] = 6,
        ["s3-notifications"] = 13,
        ["scheduler"] = 13,
        ["sns-fan-out"] = 8,
        ["sns-fifo"] = 11,
        ["sns-filter-policies"] = 26,
        ["sns-filters"] = 21,
        ["sns-requests"] = 28,
        ["sqs-fifo"] = 33,
        ["sqs-messages"] = 27,
        ["sqs-move-tasks"] = 15,
        ["sqs-queues"] = 29,
    };

    [Fact]
    public void No_area_has_fewer_answers_that_match()
    {
        var areas = _areas.Value;

        Report.Write(areas, ReportVariable);
        output.WriteLine(Report.Table(areas));
        Assert.SkipWhen(Recordings.AreOthers, "the numbers are those of the public recordings");
        Assert.Equal(_matched.Keys, areas.Keys);
        Assert.All(areas, area => Assert.True(area.Value.Count(v => v.IsMatched) >= _matched[area.Key], $"{area.Key}: {area.Value.Count(v => v.IsMatched)} < {_matched[area.Key]}"));
    }
}
