using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

public sealed class CsvTraceTests
{
    [Fact]
    public void A_row_gives_all_it_says()
    {
        using var source = Open(Header + "2026-01-31T12:00:00.5Z,api,12.25,512,110.5,2048,Event,error\n");
        var arrival = Assert.Single(ReadAll(source));
        Assert.Equal(0, arrival.Time);
        Assert.Equal(12_250_000, arrival.Duration);
        Assert.Equal(110_500_000, arrival.Init);
        Assert.Equal(2048, arrival.PayloadBytes);
        Assert.Equal(InvocationType.Event, arrival.Type);
        Assert.Equal(Outcome.Failed, arrival.Outcome);
        Assert.Equal([new TraceFunction("api", 512)], source.Functions);
        Assert.Equal(Instant.FromUtc(2026, 1, 31, 12, 0).PlusNanoseconds(500_000_000), source.Start);
    }

    [Fact]
    public void Columns_come_in_any_order_and_optional_ones_may_be_absent()
    {
        var arrival = Assert.Single(Read("duration_us,t_ms,function\n1500,250,f"));
        Assert.Equal(250 * Millisecond, arrival.Time);
        Assert.Equal(1_500_000, arrival.Duration);
        Assert.Equal(Arrival.NotGiven, arrival.Init);
        Assert.Equal(Outcome.Succeeded, arrival.Outcome);
    }

    [Fact]
    public void An_empty_duration_is_left_to_the_functions_model()
    {
        var arrival = Assert.Single(Read("t_s,function,duration_ms\n0,f,\n"));
        Assert.Equal(Arrival.NotGiven, arrival.Duration);
    }

    [Fact]
    public void Functions_are_numbered_in_order_of_first_appearance()
    {
        using var source = Open("t_s,function,duration_ms\n0,b,1\n1,a,1\n2,b,1\n3,c,1\n");
        Assert.Equal([0, 1, 0, 2], ReadAll(source).Select(a => a.Function));
        Assert.Equal(["b", "a", "c"], source.Functions.Select(f => f.Name));
    }

    [Fact]
    public void Thousands_of_functions_keep_their_names_apart()
    {
        var names = Enumerable.Range(0, 5_000).Select(i => Text.Invariant($"function-with-a-name-{i % 2_500}")).ToList();
        using var source = Open("t_s,function,duration_ms\n" + string.Concat(names.Select((n, i) => Text.Invariant($"{i},{n},1\n"))));
        Assert.Equal(names, ReadAll(source).Select(a => source.Functions[a.Function].Name));
        Assert.Equal(2_500, source.Functions.Count);
    }

    [Fact]
    public void Quotes_commas_and_line_breaks_in_values_follow_RFC_4180()
    {
        using var source = Open("\"t_s\",function,duration_ms\r\n0,\"a,\"\"b\"\"\",1\r\n\"1\",\"c\",\"2\"\r\n");
        Assert.Equal([1 * Millisecond, 2 * Millisecond], ReadAll(source).Select(a => a.Duration));
        Assert.Equal(["a,\"b\"", "c"], source.Functions.Select(f => f.Name));
    }

    [Fact]
    public void A_line_break_inside_quotes_counts_as_a_line_in_later_messages()
    {
        var refusal = Refusal("t_s,note,function,duration_ms\n0,\"one\ntwo\",f,1\n1,,f,x\n", new TraceOptions { Columns = "timestamp=t_s,function=function,duration=duration_ms" });
        Assert.Equal(4, refusal.Line);
        Assert.Equal("duration_ms", refusal.Column);
    }

    [Theory]
    [InlineData("t_s,function,duration_ms\n\n0,f,1\n\n\n1,f,1\n\n")]
    [InlineData("\uFEFFt_s,function,duration_ms\n0,f,1\n1,f,1")]
    [InlineData("t_s,function,duration_ms\r\n0,f,1\r\n1,f,1\r\n")]
    public void Blank_lines_byte_order_marks_and_kinds_of_line_ends_do_not_matter(string text) => Assert.Equal(2, Read(text).Count);

    [Fact]
    public void Times_since_the_start_have_no_date_and_keep_their_zero()
    {
        using var source = Open("timestamp,function,duration_ms\n2.5,f,1\n");
        Assert.Null(source.Start);
        Assert.Equal(2_500 * Millisecond, Assert.Single(ReadAll(source)).Time);
    }

    [Theory]
    [InlineData("timestamp,function,duration_ms\n1769860800.25,f,1\n1769860801,f,1\n")]
    [InlineData("t_ms,function,duration_ms\n1769860800250,f,1\n1769860801000,f,1\n")]
    public void Numbers_from_a_thousand_million_seconds_on_are_Unix_time(string text)
    {
        using var source = Open(text);
        Assert.Equal(Instant.FromUnixTimeMilliseconds(1_769_860_800_250), source.Start);
        Assert.Equal([0, 750 * Millisecond], ReadAll(source).Select(a => a.Time));
    }

    [Fact]
    public void An_offset_from_UTC_is_taken_into_account()
    {
        using var source = Open("timestamp,function,duration_ms\n2026-03-01T00:30:00+01:00,f,1\n2026-02-28 23:30:01Z,f,1\n");
        Assert.Equal(Instant.FromUtc(2026, 2, 28, 23, 30), source.Start);
        Assert.Equal([0, Second], ReadAll(source).Select(a => a.Time));
    }

    [Fact]
    public void The_functions_first_memory_size_is_its_own_and_may_be_left_out_later()
    {
        using var source = Open("t_s,function,duration_ms,memory_mb\n0,f,1,1024\n1,f,1,\n2,f,1,1024\n");
        Assert.Equal(3, ReadAll(source).Count);
        Assert.Equal(1024, Assert.Single(source.Functions).MemoryMb);
    }

    [Fact]
    public void Rows_at_the_same_time_keep_their_order()
    {
        Assert.Equal([1, 2, 3], Read("t_s,function,duration_ms\n5,f,1\n5,f,2\n5,f,3\n").Select(a => a.Duration / Millisecond));
    }

    [Fact]
    public void A_reorder_window_puts_rows_in_order()
    {
        var options = new TraceOptions { ReorderWindow = Duration.FromSeconds(10) };
        using var source = Open("t_s,function,duration_ms\n5,late,1\n3,early,1\n20,f,1\n11,g,1\n", options);
        Assert.Equal([3, 5, 11, 20], ReadAll(source).Select(a => a.Time / Second));
        Assert.Equal(["early", "late", "g", "f"], source.Functions.Select(f => f.Name));
        Assert.Contains("reorder window of 10 s", Refusal("t_s,function,duration_ms\n20,f,1\n9,f,1\n", options).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_reorder_buffer_lets_the_earliest_go_and_refuses_what_comes_before_it()
    {
        var options = new TraceOptions { ReorderWindow = Duration.FromSeconds(100), ReorderRows = 2 };
        Assert.Equal([1, 2, 3], Read("t_s,function,duration_ms\n2,f,1\n1,f,1\n3,f,1\n", options).Select(a => a.Time / Second));
        var refusal = Refusal("t_s,function,duration_ms\n2,f,1\n3,f,1\n1,f,1\n", options);
        Assert.Contains("reorder buffer of 2 rows", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(4, refusal.Line);
    }

    [Fact]
    public void The_function_option_names_the_function_of_a_file_without_that_column()
    {
        using var source = Open("t_s,duration_ms\n1,2\n", new TraceOptions { Function = "/aws/lambda/orders" });
        ReadAll(source);
        Assert.Equal("orders", Assert.Single(source.Functions).Name);
        Assert.Contains("keep one", Refusal("t_s,function,duration_ms\n1,f,2\n", new TraceOptions { Function = "orders" }).Message, StringComparison.Ordinal);
    }
}
