using LambdaSim.Engine;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

public sealed class JsonLinesTraceTests
{
    [Fact]
    public void A_line_gives_all_it_says()
    {
        using var source = Open("""
            {"timestamp":"2026-01-31T12:00:00Z","function":"api","duration_ms":12.25,"memory_mb":512,"init_ms":"110.5","payload_bytes":2048,"type":"Event","outcome":"crash"}

            {"function":"caf\u00e9","timestamp":"2026-01-31T12:00:01Z","duration_ms":null}
            """);
        var arrivals = ReadAll(source);
        Assert.Equal(2, arrivals.Count);
        Assert.Equal((12_250_000, 110_500_000, 2048), (arrivals[0].Duration, arrivals[0].Init, arrivals[0].PayloadBytes));
        Assert.Equal((InvocationType.Event, Outcome.Crashed), (arrivals[0].Type, arrivals[0].Outcome));
        Assert.Equal((Second, Arrival.NotGiven), (arrivals[1].Time, arrivals[1].Duration));
        Assert.Equal([new TraceFunction("api", 512), new TraceFunction("café")], source.Functions);
        Assert.Equal(Instant.FromUtc(2026, 1, 31, 12, 0), source.Start);
    }

    [Theory]
    [InlineData("""{"t_s":1,"function":"f","duration_ms":1""", "no JSON object")]
    [InlineData("""{"t_s":1,"function":"f","duration_ms":1} {}""", "no JSON object")]
    [InlineData("""[1,"f",1]""", "no JSON object")]
    [InlineData("""{"t_s":1,"function":"f","durationms":1}""", "did you mean duration_ms?")]
    [InlineData("""{"t_s":1,"function":"f","duration_ms":{"value":1}}""", "neither text nor number")]
    [InlineData("""{"t_s":1,"function":"f","duration_ms":true}""", "neither text nor number")]
    [InlineData("""{"t_s":1,"function":"f","duration_ms":1,"duration_ms":2}""", "twice")]
    [InlineData("""{"t_s":1,"t_ms":1000,"function":"f","duration_ms":1}""", "twice")]
    [InlineData("""{"t_s":1,"function":"f","duration_ms":-1}""", "negative")]
    [InlineData("""{"t_s":1,"function":"f","duration_ms":NaN}""", "no JSON object")]
    [InlineData("""{"t_s":1,"function":"f","duration_ms":"NaN"}""", "no finite number")]
    [InlineData("""{"t_s":1,"duration_ms":1}""", "no function")]
    [InlineData("""{"function":"f","duration_ms":1}""", "no time")]
    [InlineData("""{"t_s":1,"function":"f"}""", "no duration")]
    [InlineData("""{"t_s":1,"function":"\ud800","duration_ms":1}""", "no character")]
    [InlineData("""{"t_s":1,"function":"a\u0000b","duration_ms":1}""", "control character")]
    [InlineData("{}", "no time")]
    public void A_malformed_line_is_refused(string line, string words)
    {
        var refusal = Refusal("{\"t_s\":0,\"function\":\"f\",\"duration_ms\":1}\n" + line + "\n", path: "calls.jsonl");
        Assert.Equal(("calls.jsonl", 2L), (refusal.File, refusal.Line));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_lines_can_be_left_out()
    {
        using var source = Open("{\"t_s\":0,\"function\":\"f\",\"duration_ms\":1}\nnonsense\n{\"t_s\":1,\"function\":\"f\",\"duration_ms\":1}\n", new TraceOptions { SkipMalformedRows = true });
        Assert.Equal(2, ReadAll(source).Count);
        Assert.Equal(1, source.SkippedRows);
    }

    [Fact]
    public void Invalid_UTF_8_is_refused() =>
        Assert.Contains("UTF-8", Refusal([("t.jsonl", [.. Bytes("{\"t_s\":0,\"function\":\""), 0xff, .. Bytes("\",\"duration_ms\":1}")])]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mapping_names_properties_and_ignores_the_others()
    {
        var options = new TraceOptions { Columns = "timestamp=at,function=fn,duration_ms=took,where=env=prod" };
        var arrivals = Read("{\"at\":1,\"fn\":\"f\",\"took\":5,\"env\":\"prod\",\"more\":[{}]}\n{\"at\":2,\"fn\":\"f\",\"took\":6,\"env\":\"test\"}\n{\"at\":3,\"fn\":\"f\",\"took\":7}\n", options);
        Assert.Equal(5 * Millisecond, Assert.Single(arrivals).Duration);
    }
}
