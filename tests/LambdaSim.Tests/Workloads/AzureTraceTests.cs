using LambdaSim.Engine;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

public sealed class AzureTraceTests
{
    private const string Calls = "HashOwner,HashApp,HashFunction,Trigger,1,2,3\n";
    private const string Durations = "HashOwner,HashApp,HashFunction,Average,Count,Minimum,Maximum,percentile_Average_0,percentile_Average_1,percentile_Average_25,percentile_Average_50,percentile_Average_75,percentile_Average_99,percentile_Average_100\n";
    private const string Memory = "HashOwner,HashApp,SampleCount,AverageAllocatedMb,AverageAllocatedMb_pct1\n";

    [Fact]
    public void Counted_calls_lie_in_their_minutes_in_order()
    {
        using var source = Open(Calls + "o,a,f,http,2,0,3\no,a,g,timer,0,1,0\n");
        var arrivals = ReadAll(source);
        Assert.Equal([0, 0, 1, 2, 2, 2], arrivals.Select(a => a.Time / (60 * Second)));
        Assert.Equal(arrivals.Select(a => a.Time).Order(), arrivals.Select(a => a.Time));
        Assert.Equal(["a-f", "a-g"], source.Functions.Select(f => f.Name));
        Assert.Equal([0, 0, 1, 0, 0, 0], arrivals.Select(a => a.Function));
        Assert.All(arrivals, a => Assert.Equal(Arrival.NotGiven, a.Duration));
        Assert.Null(source.Start);
    }

    [Fact]
    public void Calls_of_a_minute_are_spread_uniformly_or_evenly()
    {
        const string Text = Calls + "o,a,f,http,3000,0,0\n";
        var uniform = Read(Text).ConvertAll(a => a.Time / 1e9);
        Assert.InRange(uniform.Average(), 29, 31);
        Assert.InRange(uniform.Count(t => t < 15), 650, 850);
        var evenly = Read(Text, new TraceOptions { Spread = MinuteSpread.Evenly });
        Assert.All(evenly.Zip(evenly.Skip(1)), p => Assert.InRange(p.Second.Time - p.First.Time, 20 * Millisecond - 1, 20 * Millisecond + 1));
    }

    [Fact]
    public void Draws_depend_on_seed_and_function_only()
    {
        var alone = Read(Calls + "o,a,f,http,5,5,5\n");
        using var among = Open(Calls + "o,a,e,http,3,0,1\no,a,f,http,5,5,5\no,b,f,http,5,5,5\n");
        var same = ReadAll(among).Where(a => among.Functions[a.Function].Name == "a-f").Select(a => a.Time);
        Assert.Equal(alone.Select(a => a.Time), same);
        Assert.NotEqual(alone.Select(a => a.Time), Read(Calls + "o,a,f,http,5,5,5\n", new TraceOptions { Seed = 1 }).Select(a => a.Time));
    }

    [Fact]
    public void Durations_are_drawn_from_the_percentiles_and_memory_is_the_applications()
    {
        using var source = Open(
        [
            ("memory.csv", Bytes(Memory + "o,a,10,255.6,200\no,b,10,12,10\n")),
            ("durations.csv", Bytes(Durations + "o,a,f,50,100,0,100,0,10,20,30,40,90,100\n")),
            ("calls.csv", Bytes(Calls + "o,a,f,http,4000,0,0\no,b,g,http,1,0,0\n")),
        ]);
        var arrivals = ReadAll(source);
        var f = arrivals.Where(a => source.Functions[a.Function].Name == "a-f").Select(a => a.Duration / 1e6).ToList();
        Assert.All(f, d => Assert.InRange(d, 0, 100));
        Assert.InRange(f.Count(d => d < 20), 920, 1080);
        Assert.InRange(f.Count(d => d < 30), 1900, 2100);
        Assert.InRange(f.Count(d => d >= 90), 20, 65);
        Assert.Equal(Arrival.NotGiven, Assert.Single(arrivals, a => source.Functions[a.Function].Name == "b-g").Duration);
        Assert.Equal([256, 128], source.Functions.OrderBy(x => x.Name, StringComparer.Ordinal).Select(x => x.MemoryMb!.Value));
    }

    [Fact]
    public void Several_days_follow_each_other_with_their_own_durations()
    {
        const string Short = "o,a,f,1,1,1,1,1,1,1,1,1,1,1\n";
        const string Long = "o,a,f,9,9,9,9,9,9,9,9,9,9,9\n";
        using var source = Open([("d1.csv", Bytes(Calls + "o,a,f,http,1,1,1\n")), ("d2.csv", Bytes(Calls + "o,a,f,http,1,0,0\n")), ("t1.csv", Bytes(Durations + Short)), ("t2.csv", Bytes(Durations + Long))]);
        var arrivals = ReadAll(source);
        Assert.Equal([0, 1, 2, 3], arrivals.Select(a => a.Time / (60 * Second)));
        Assert.Equal([1, 1, 1, 9], arrivals.Select(a => a.Duration / Millisecond));
        Assert.Single(source.Functions);
        Assert.Throws<SimulationConfigException>(() => Open([("d1.csv", Bytes(Calls)), ("d2.csv", Bytes(Calls)), ("t1.csv", Bytes(Durations))]));
    }

    [Fact]
    public void Hashes_are_cut_to_a_readable_name_and_written_out_where_that_is_taken()
    {
        var app = new string('a', 64);
        var first = "0123456789" + new string('b', 54);
        var second = "0123456789" + new string('c', 54);
        using var source = Open($"{Calls}o,{app},{first},http,1,0,0\no,{app},{second},http,0,1,0\n");
        ReadAll(source);
        Assert.Equal(["aaaaaaaa-01234567", $"{app}/{second}"], source.Functions.Select(f => f.Name));
    }

    [Theory]
    [InlineData("HashOwner,HashApp,HashFunction,Trigger,1,3\no,a,f,http,1,1\n", 1, "expected minute 2")]
    [InlineData(Calls + "o,a,f,http,1,1\n", 2, "ends before")]
    [InlineData(Calls + "o,a,f,http,1,1,1,1\n", 2, "more values")]
    [InlineData(Calls + "o,a,f,http,1,1.5,1\n", 2, "no count")]
    [InlineData(Calls + "o,a,,http,1,1,1\n", 2, "empty")]
    [InlineData(Calls + "o\n", 2, "ends before")]
    [InlineData(Durations + "o,a,f,1\n", 0, "without a file of calls")]
    public void A_malformed_file_is_refused(string text, long line, string words)
    {
        var refusal = Refusal(text);
        Assert.Equal(line, refusal.Line);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("o,a,f,50,100,0,100,0,10,20,30,25,90,100\n", "below that of percentile_Average_50")]
    [InlineData("o,a,f,50,100,0,100,-1,10,20,30,40,90,100\n", "no length")]
    [InlineData("o,a,f,50,100,0,100,0,10,20\n", "ends before")]
    public void Malformed_percentiles_are_refused_or_left_out(string row, string words)
    {
        (string, byte[])[] files = [("c.csv", Bytes(Calls + "o,a,f,http,1,0,0\n")), ("d.csv", Bytes(Durations + row))];
        var refusal = Refusal(files);
        Assert.Equal(("d.csv", 2L), (refusal.File, refusal.Line));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        using var source = Open(files, new TraceOptions { SkipMalformedRows = true });
        Assert.Equal(Arrival.NotGiven, Assert.Single(ReadAll(source)).Duration);
        Assert.Equal(1, source.SkippedRows);
    }

    [Fact]
    public void The_trace_of_2021_is_put_in_order_of_starts()
    {
        using var source = Open("app,func,end_timestamp,duration\nx,f,1.5,0.5\nx,g,2.0,1.9\ny,f,2.5,0.1\n");
        var arrivals = ReadAll(source);
        Assert.Equal([100, 1_000, 2_400], arrivals.Select(a => a.Time / Millisecond));
        Assert.Equal(["x-g", "x-f", "y-f"], source.Functions.Select(f => f.Name));
        Assert.Equal([1_900, 500, 100], arrivals.Select(a => a.Duration / Millisecond));
    }

    [Fact]
    public void A_call_that_began_before_the_trace_moves_its_start()
    {
        var arrivals = Read("app,func,end_timestamp,duration\nx,f,1,3\nx,f,2,1\n");
        Assert.Equal([0, 3], arrivals.Select(a => a.Time / Second));
    }

    [Fact]
    public void A_call_longer_than_the_reorder_window_is_refused_with_its_line()
    {
        var refusal = Refusal("app,func,end_timestamp,duration\nx,f,10000,1\nx,f,10001,7300\n");
        Assert.Equal(3, refusal.Line);
        Assert.Contains("reorder window of 7200 s", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, Read("app,func,end_timestamp,duration\nx,f,10000,1\nx,f,10001,7300\n", new TraceOptions { ReorderWindow = Duration.FromHours(3) }).Count);
    }
}
