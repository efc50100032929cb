using LambdaSim.Configuration;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

public sealed class ColumnMapTests
{
    [Fact]
    public void A_unit_comes_from_the_key_or_from_the_columns_name()
    {
        var options = new TraceOptions { Columns = "timestamp=start_ms, function=fn, duration_s=took, init=cold_us" };
        var arrival = Assert.Single(Read("start_ms,fn,took,cold_us,other\n1500,f,2,30,x\n", options));
        Assert.Equal((1_500 * Millisecond, 2 * Second, 30_000), (arrival.Time, arrival.Duration, arrival.Init));
    }

    [Fact]
    public void A_quoted_value_holds_for_all_rows()
    {
        using var source = Open("t_s,ms\n1,5\n2,6\n", new TraceOptions { Columns = "timestamp=t_s,function='a,b',duration_ms=ms,memory='256',type='Event'" });
        var arrivals = ReadAll(source);
        Assert.All(arrivals, a => Assert.Equal(LambdaSim.InvocationType.Event, a.Type));
        Assert.Equal(new LambdaSim.Engine.TraceFunction("a,b", 256), Assert.Single(source.Functions));
    }

    [Fact]
    public void Rows_are_selected_by_their_values()
    {
        var options = new TraceOptions { Columns = "timestamp=t_s,function=f,where=kind=a,where=f=x" };
        Assert.Equal([1, 4], Read("t_s,f,kind\n1,x,a\n2,x,b\n3,y,a\n4,x,a\n", options).Select(a => a.Time / Second));
    }

    [Fact]
    public void An_application_and_a_function_together_name_the_function()
    {
        using var source = Open("t_s,app,fn\n0,a,f\n1,b,f\n2,a,f\n", new TraceOptions { Columns = "timestamp=t_s,app=app,function=fn" });
        Assert.Equal([0, 1, 0], ReadAll(source).Select(a => a.Function));
        Assert.Equal(["a-f", "b-f"], source.Functions.Select(f => f.Name));
    }

    [Fact]
    public void Names_put_together_from_two_columns_never_fall_together()
    {
        using var source = Open("t_s,app,fn\n0,a-b,c\n1,a,b-c\n", new TraceOptions { Columns = "timestamp=t_s,function=fn,app=app" });
        ReadAll(source);
        Assert.Equal(["a-b-c", "a/b-c"], source.Functions.Select(f => f.Name));
    }

    [Theory]
    [InlineData("timestamp", "no pair")]
    [InlineData("timestamp=", "no pair")]
    [InlineData("timestmp=t_s", "did you mean timestamp?")]
    [InlineData("timestamp=a,timestamp=b", "given twice")]
    [InlineData("duration=took", "no unit")]
    [InlineData("duration='5'", "no unit")]
    [InlineData("timestamp='5'", "cannot be the same")]
    [InlineData("width=1m", "no counts")]
    [InlineData("counts=m", "counts=m*")]
    [InlineData("counts=m*,width=1d", "width=1d")]
    [InlineData("counts=m*,width=0m", "width=0m")]
    [InlineData("counts=m*,function=f,timestamp=t", "no use for t")]
    [InlineData("where=a", "column and its value")]
    public void A_mapping_that_cannot_be_meant_is_refused(string map, string words)
    {
        var refusal = Assert.Throws<SimulationConfigException>(() => Open("a,b\n1,2\n", new TraceOptions { Columns = map }));
        Assert.StartsWith("columns: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timestamp=t_s,function=fnc", "did you mean fn?")]
    [InlineData("timestamp=t_s", "no function")]
    [InlineData("function=fn", "no time")]
    [InlineData("timestamp=t_s,end=t_s,function=fn", "keep one")]
    [InlineData("end=t_s,function=fn", "no duration")]
    public void A_mapping_that_does_not_fit_the_file_is_refused(string map, string words) =>
        Assert.Contains(words, Refusal("t_s,fn\n1,2\n", new TraceOptions { Columns = map }).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mapping_is_for_CSV_and_JSON_Lines_only() =>
        Assert.Throws<SimulationConfigException>(() => Open("a,b\n", new TraceOptions { Columns = "t_s=a,function=b", Format = TraceFormat.CloudWatch }));

    [Fact]
    public void A_selection_that_matches_nothing_is_refused() =>
        Assert.Contains("no call", Refusal("t_s,f\n1,x\n", new TraceOptions { Columns = "timestamp=t_s,function=f,where=f=y" }).Message, StringComparison.Ordinal);

    [Fact]
    public void The_Azure_sample_of_2021_is_read_through_a_mapping()
    {
        using var source = TraceReader.Open([Shared.Path("traces/azure2021_invocations_sample.csv")], new TraceOptions { Columns = "timestamp=start_s,app=app,function=fn,duration=duration_s" });
        var arrivals = ReadAll(source);
        Assert.Equal(199, arrivals.Count);
        Assert.Equal((1_491_000, 78 * Millisecond), (arrivals[0].Time, arrivals[0].Duration));
        Assert.Equal((3_860_000, 57_154 * Millisecond), (arrivals[1].Time, arrivals[1].Duration));
        Assert.Equal("0-0", source.Functions[0].Name);
    }

    [Fact]
    public void One_experiment_of_the_Lambda_measurements_of_2020_is_selected()
    {
        var path = Shared.Path("traces/lambda_poisson_2020.csv");
        var expected = File.ReadLines(path).Count(l => l.StartsWith("2020-04-24,", StringComparison.Ordinal));
        using var source = TraceReader.Open([path], new TraceOptions { Columns = "where=experiment=2020-04-24,timestamp=t_s,function='poisson',duration=duration_ms" });
        var arrivals = ReadAll(source);
        Assert.Equal(expected, arrivals.Count);
        Assert.Equal((0, 1_848_190_000), (arrivals[0].Time, arrivals[0].Duration));
        Assert.Equal(5_760_392_000, arrivals[1].Time);
        Assert.Equal("poisson", Assert.Single(source.Functions).Name);
    }

    [Fact]
    public void All_experiments_together_go_back_in_time()
    {
        var options = new TraceOptions { Columns = "timestamp=t_s,function=experiment,duration=duration_ms" };
        var refusal = Assert.Throws<LambdaSim.Engine.TraceFormatException>(() => ReadAll(TraceReader.Open([Shared.Path("traces/lambda_poisson_2020.csv")], options)));
        Assert.Contains("goes back", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azure2019_minutes_scaled.csv", "counts=m*,width=1m,function=fn,duration=avg_ms", 30)]
    [InlineData("azure2019_day_scaled.csv", "counts=m*,width=48m,function=fn,duration=avg_ms", 24 * 60)]
    public void Counts_of_the_scaled_Azure_traces_become_calls(string file, string map, int minutes)
    {
        var path = Shared.Path("traces/" + file);
        var rows = File.ReadLines(path).Skip(1).Select(l => l.Split(',').Select(v => long.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).ToList();
        using var source = TraceReader.Open([path], new TraceOptions { Columns = map });
        var arrivals = ReadAll(source, 1_000);
        Assert.Equal(rows.Sum(r => r.Skip(2).Sum()), arrivals.Count);
        Assert.Equal(rows.Count(r => r.Skip(2).Sum() > 0), source.Functions.Count);
        var width = minutes * 60L * Second / (rows[0].Length - 2);
        var counted = arrivals.GroupBy(a => (source.Functions[a.Function].Name, Column: a.Time / width)).ToDictionary(g => g.Key, g => g.LongCount());
        Assert.All(rows, r => Assert.All(Enumerable.Range(0, r.Length - 2), c => Assert.Equal(r[c + 2], counted.GetValueOrDefault((Text.Of(r[0]), (long)c)))));
        Assert.All(arrivals, a => Assert.Equal(rows.Find(r => Text.Of(r[0]) == source.Functions[a.Function].Name)![1] * Millisecond, a.Duration));
        Assert.InRange(arrivals[^1].Time, 0, minutes * 60L * Second);
    }

    [Theory]
    [InlineData("fn,m1,m2\nf,1\n", "fewer values")]
    [InlineData("fn,m1,m2\nf,1,2,3\n", "more values")]
    [InlineData("fn,m1,m2\nf,1,x\n", "no count")]
    [InlineData("fn,m1,m2\nf,1,-1\n", "no count")]
    [InlineData("fn,m1,m2\nf,1,1e12\n", "no count")]
    [InlineData("fn,m1,m2\n,1,1\n", "empty")]
    public void A_malformed_row_of_counts_is_refused(string text, string words)
    {
        var refusal = Refusal(text, new TraceOptions { Columns = "counts=m*,function=fn" });
        Assert.Equal(2, refusal.Line);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_with_too_many_calls_is_refused() =>
        Assert.Contains("more than 10000000 calls", Refusal("fn,m1\nf,9000000\ng,9000000\n", new TraceOptions { Columns = "counts=m*,function=fn" }).Message, StringComparison.Ordinal);

    [Fact]
    public void Counts_without_such_columns_are_refused() =>
        Assert.Contains("begins with 'x'", Refusal("fn,m1\nf,1\n", new TraceOptions { Columns = "counts=x*,function=fn" }).Message, StringComparison.Ordinal);
}
