using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

/// <summary>Bad input: where it is and what to do, in one line.</summary>
public sealed class BadTraceTests
{
    private const string Good = "t_s,function,duration_ms\n0,f,1\n";

    [Theory]
    [InlineData("0,f,-1", "duration_ms", "negative")]
    [InlineData("0,f,NaN", "duration_ms", "no finite number")]
    [InlineData("0,f,Infinity", "duration_ms", "no finite number")]
    [InlineData("0,f,-inf", "duration_ms", "no finite number")]
    [InlineData("0,f,1e400", "duration_ms", "too large")]
    [InlineData("0,f,99999999999999999999999", "duration_ms", "too large")]
    [InlineData("0,f,400000000000", "duration_ms", "ten years")]
    [InlineData("0,f,12ms", "duration_ms", "no number")]
    [InlineData("0,f,1.2.3", "duration_ms", "no number")]
    [InlineData("0,f,0x10", "duration_ms", "no number")]
    [InlineData("0,f,1e", "duration_ms", "no number")]
    [InlineData("-1,f,1", "t_s", "negative")]
    [InlineData(",f,1", "t_s", "empty")]
    [InlineData("99999999999999,f,1", "t_s", "too large")]
    [InlineData("0,,1", "function", "empty")]
    [InlineData("0,a\tb,1", "function", "control character")]
    [InlineData("0,f", null, "fewer values")]
    [InlineData("0,f,1,2", null, "more values")]
    [InlineData("0,f,\"1\"2", "3", "closing quote")]
    [InlineData("0,a\"b\",1", "2", "middle of a value")]
    [InlineData("\"0\",f", null, "fewer values")]
    [InlineData("\"0\",f,1,2", null, "more values")]
    public void A_malformed_row_is_refused_with_line_and_column(string row, string? column, string words)
    {
        var refusal = Refusal(Good + row + "\n", path: "some/folder/calls.csv");
        Assert.Equal("some/folder/calls.csv", refusal.File);
        Assert.Equal(3, refusal.Line);
        Assert.Equal(column, refusal.Column);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00Z,f,1,64,,,,", "memory_mb", "128 to 10240")]
    [InlineData("2026-01-31T12:00:00Z,f,1,10241,,,,", "memory_mb", "128 to 10240")]
    [InlineData("2026-01-31T12:00:00Z,f,1,-128,,,,", "memory_mb", "128 to 10240")]
    [InlineData("2026-01-31T12:00:00Z,f,1,512.5,,,,", "memory_mb", "no whole number")]
    [InlineData("2026-01-31T12:00:00Z,f,1,,-5,,,", "init_ms", "negative")]
    [InlineData("2026-01-31T12:00:00Z,f,1,,,10737418240,,", "payload_bytes", "0 to 6291456")]
    [InlineData("2026-01-31T12:00:00Z,f,1,,,6291457,,", "payload_bytes", "0 to 6291456")]
    [InlineData("2026-01-31T12:00:00Z,f,1,,,1048577,Event,", "payload_bytes", "takes for an Event, 1048576")]
    [InlineData("2026-01-31T12:00:00Z,f,1,,,,DryRun,", "type", "RequestResponse or Event")]
    [InlineData("2026-01-31T12:00:00Z,f,1,,,,,fine", "outcome", "ok, error, timeout or crash")]
    [InlineData("2026-02-30T12:00:00Z,f,1,,,,,", "timestamp", "no such date")]
    [InlineData("2026-01-31T24:00:00Z,f,1,,,,,", "timestamp", "no such date")]
    [InlineData("2026-01-31T12:00:00,f,1,,,,,", "timestamp", "time zone")]
    [InlineData("2026-01-31 noon,f,1,,,,,", "timestamp", "not an instant")]
    [InlineData("1969-12-31T12:00:00Z,f,1,,,,,", "timestamp", "between 1970 and 2199")]
    [InlineData("12,f,1,,,,,", "timestamp", "use one kind")]
    [InlineData("1769860900,f,1,,,,,", "timestamp", "use one kind")]
    [Pins("TRC-PAYLOAD")]
    public void A_value_out_of_its_range_is_refused(string row, string column, string words)
    {
        var refusal = Refusal(Header + "2026-01-31T11:00:00Z,f,1,,,,,\n" + row + "\n");
        Assert.Equal((3, column), (refusal.Line, refusal.Column));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_that_goes_back_is_refused()
    {
        var refusal = Refusal("t_s,function,duration_ms\n5,f,1\n4.5,f,1\n");
        Assert.Equal(3, refusal.Line);
        Assert.Contains("goes back by 0.5 s; sort the rows", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_a_hundred_years_from_the_first_is_refused() =>
        Assert.Contains("hundred years", Refusal("timestamp,function,duration_ms\n2026-01-01T00:00:00Z,f,1\n2127-01-01T00:00:00Z,f,1\n").Message, StringComparison.Ordinal);

    [Fact]
    [Pins("TRC-MEMORY")]
    public void Another_memory_size_of_the_same_function_is_refused_and_says_how_to_name_versions()
    {
        var refusal = Refusal("t_s,function,duration_ms,memory_mb\n0,f,1,128\n1,f,1,256\n");
        Assert.Equal((3, "memory_mb"), (refusal.Line, refusal.Column));
        Assert.Contains("f:1, f:2", refusal.Message, StringComparison.Ordinal);
        using var versions = Open("t_s,function,duration_ms,memory_mb\n0,f:1,1,128\n1,f:2,1,256\n");
        ReadAll(versions);
        Assert.Equal([new TraceFunction("f:1", 128), new TraceFunction("f:2", 256)], versions.Functions);
    }

    [Theory]
    [InlineData("timestamp,function,duration_msec\n", "duration_msec", "did you mean duration_ms?")]
    [InlineData("timestamp,fuction,duration_ms\n", "fuction", "did you mean function?")]
    [InlineData("time,function,duration_ms\n", "time", "--columns")]
    [InlineData("timestamp,t_s,function,duration_ms\n", null, "keep one")]
    [InlineData("timestamp,function,duration_ms,function\n", "function", "there twice")]
    [InlineData("timestamp,duration_ms\n", null, "no function")]
    [InlineData("function,duration_ms\n", null, "no time")]
    [InlineData("timestamp,function\n", null, "no duration")]
    public void A_wrong_header_is_refused(string header, string? column, string words)
    {
        var refusal = Refusal(header + "0,f,1,1\n");
        Assert.Equal((1, column), (refusal.Line, refusal.Column));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_refused(string text) => Assert.Contains(text.Length == 0 ? "empty" : "header is missing", Refusal(text).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_gzip_file_is_refused() => Assert.Contains("empty", Refusal([("e.csv.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0])]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_header_without_rows_is_refused() => Assert.Contains("no call", Refusal("t_s,function,duration_ms\n").Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_refused_by_the_name_it_was_given()
    {
        var path = Path.Combine(Path.GetTempPath(), "lambdasim-no-such-folder", "absent.csv");
        var refusal = Assert.Throws<TraceFormatException>(() => TraceReader.Open([path]));
        Assert.Equal(path + ": no such file", refusal.Message);
        Assert.Equal(path + ": no such file", Assert.Throws<TraceFormatException>(() => TraceReader.Identify(path)).Message);
    }

    [Fact]
    public void A_folder_is_refused() => Assert.Contains("folder", Assert.Throws<TraceFormatException>(() => TraceReader.Open([Path.GetTempPath().TrimEnd('/')])).Message, StringComparison.Ordinal);

    [Fact]
    public void Gzip_cut_off_at_any_byte_is_refused_as_such()
    {
        var whole = Gzip(Good + "1,g,2\n");
        for (var length = 2; length < whole.Length; length++)
        {
            Assert.Contains("gzip data are cut off or damaged", Refusal([("t.csv.gz", whole[..length])]).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cut_in_the_middle_of_large_gzip_is_noticed_before_the_cut_row_is_read()
    {
        var whole = Gzip("t_s,function,duration_ms\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => Text.Invariant($"{i},f{i * 7919 % 1000},{i * 31 % 977}\n"))));
        Assert.Contains("cut off or damaged", Refusal([("t.csv.gz", whole[..(whole.Length / 2)])], new TraceOptions { SkipMalformedRows = true }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_after_the_gzip_data_are_refused() =>
        Assert.Contains("cut off or damaged", Refusal([("t.csv.gz", [.. Gzip(Good), 1, 2, 3])]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_flipped_bit_in_gzip_is_refused()
    {
        var bytes = Gzip(Good);
        bytes[^6] ^= 1;
        Assert.Contains("damaged", Refusal([("t.csv.gz", bytes)]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"x")]
    public void An_endless_line_is_refused_at_1_MiB(string start)
    {
        var refusal = Refusal(Good + start + new string('x', 3 << 20));
        Assert.Equal(3, refusal.Line);
        Assert.Contains("longer than 1 MiB", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_exactly_1_MiB_is_read()
    {
        var line = "0,f,1," + new string('x', (1 << 20) - 6);
        Assert.Single(Read("t_s,function,duration_ms,note\n" + line + "\n", new TraceOptions { Columns = "t_s=t_s,function=function,duration=duration_ms" }));
        Assert.Contains("longer than 1 MiB", Refusal("t_s,function,duration_ms,note\n" + line + "x\n", new TraceOptions { Columns = "t_s=t_s,function=function,duration=duration_ms" }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_refused_where_it_opens()
    {
        var refusal = Refusal(Good + "1,\"g,1\n2,h,1\n");
        Assert.Equal(3, refusal.Line);
        Assert.Contains("never closed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_UTF_8_is_refused_in_names_and_in_columns_that_are_not_read()
    {
        byte[] name = [.. Bytes(Good + "1,"), 0xc3, 0x28, .. Bytes(",1\n")];
        Assert.Contains("UTF-8", Refusal([("t.csv", name)]).Message, StringComparison.Ordinal);
        byte[] note = [.. Bytes("t_s,function,duration_ms,note\n0,f,1,"), 0xff, .. Bytes("\n")];
        Assert.Contains("UTF-8", Refusal([("t.csv", note)], new TraceOptions { Columns = "t_s=t_s,function=function,duration=duration_ms" }).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Refusal([("t.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray())]).Message, StringComparison.Ordinal);
        Assert.Contains("a picture", Refusal([("t.bin", [0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0x0a])]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_rows_can_be_left_out_and_are_counted()
    {
        using var source = Open("t_s,function,duration_ms\n0,f,1\n1,bad,NaN\n-1,f,1\n2,f\n3,f,1\n2.9,f,1\n4,g,1\n", new TraceOptions { SkipMalformedRows = true });
        Assert.Equal([0, 3, 4], ReadAll(source).Select(a => a.Time / Second));
        Assert.Equal(4, source.SkippedRows);
        Assert.Equal(["f", "g"], source.Functions.Select(f => f.Name));
    }

    [Fact]
    public void A_file_whose_rows_are_all_malformed_is_refused_even_when_skipping() =>
        Assert.Contains("all 2 rows are malformed", Refusal("t_s,function,duration_ms\nx,f,1\n1,f,x\n", new TraceOptions { SkipMalformedRows = true }).Message, StringComparison.Ordinal);

    [Fact]
    public void Skipping_does_not_hide_what_is_wrong_with_the_file() =>
        Assert.Contains("never closed", Refusal(Good + "1,\"g,1\n", new TraceOptions { SkipMalformedRows = true }).Message, StringComparison.Ordinal);
}
