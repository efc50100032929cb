using System.IO.Compression;
using System.Text;

namespace LambdaSim.Tests.Cli;

/// <summary>A bad trace: exit code 2, one line that says where and what to do, and none of the files it was asked for.</summary>
public sealed class BadTraceTests
{
    private const string Head = "timestamp,function,duration_s\n";

    public static TheoryData<string, string> Texts => new()
    {
        { "", "t.csv: the file is empty" },
        { Head, "t.csv: the trace holds no call" },
        { "\n\n" + Head, "t.csv, line 1: the line is empty; the first line names the columns" },
        { "timestamp,,duration_s\n0,f,1\n", "t.csv, line 1: column 2 has no name" },
        { "time,function,duration_s\n0,f,1\n", "t.csv, line 1" },
        { Head + "0,f\n", "t.csv, line 2" },
        { Head + "0,f,1\n1,f,-1\n", "t.csv, line 3, column duration_s" },
        { Head + "0,f,NaN\n", "t.csv, line 2, column duration_s" },
        { Head + "0,f,1e400\n", "t.csv, line 2, column duration_s" },
        { Head + "Infinity,f,1\n", "t.csv, line 2, column timestamp" },
        { Head + "5,f,1\n4,f,1\n", "t.csv, line 3: the time goes back by 1 s; sort the rows by time" },
        { Head + "0,,1\n", "t.csv, line 2, column function" },
        { "timestamp,function,duration_s,memory_mb\n0,f,1,10000000000\n", "t.csv, line 2, column memory_mb" },
        { "timestamp,function,duration_s,payload_bytes\n0,f,1,10737418240\n", "t.csv, line 2, column payload_bytes" },
        { "timestamp,function\n0,f\n", "duration" },
        { "{\"timestamp\":0,\"function\":\"f\",\"duration_s\":1}\n{\"timestamp\":1,", "t.csv, line 2" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_malformed_trace_is_refused_and_leaves_nothing(string text, string expected) => Refused(Encoding.UTF8.GetBytes(text), "t.csv", expected);

    [Fact]
    public void A_truncated_gzip_is_refused_and_leaves_nothing()
    {
        var rows = Head + string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"{i},f{i * 7919 % 1_000},0.{i % 10}\n"));
        var whole = Gzip(rows);
        Refused(whole[..(whole.Length / 2)], "t.csv.gz", "t.csv.gz: the gzip data are cut off or damaged");
    }

    [Fact]
    public void A_gzip_that_unpacks_to_ten_gigabytes_of_one_line_is_refused_without_unpacking_it()
    {
        // A bomb of ten thousand members of one megabyte each; reading stops at the longest line allowed.
        var member = Gzip(new string('x', 1 << 20));
        var bomb = Enumerable.Repeat(member, 10_000).SelectMany(static m => m).ToArray();
        Refused(bomb, "t.csv.gz", "t.csv.gz, line 1");
    }

    [Fact]
    public void A_line_without_end_is_refused() => Refused(Encoding.UTF8.GetBytes(Head + new string('1', 4 << 20)), "t.csv", "t.csv, line 2");

    [Fact]
    public void A_row_that_is_bad_after_many_good_ones_takes_the_begun_files_away()
    {
        var rows = string.Concat(Enumerable.Range(0, 10_000).Select(static i => $"{i},f,0.1\n"));
        Refused(Encoding.UTF8.GetBytes(Head + rows + "10000,f,oops\n"), "t.csv", "t.csv, line 10002, column duration_s");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Refused([0xff, 0xfe, 0, 1, 2, 3, 0x0a, 0xff], "t.csv", "t.csv, line 1");

    [Fact]
    public void A_missing_trace_is_refused()
    {
        using var cli = new CliRun();
        cli.Run("replay", "none.csv", "--report", "r.html").Refused("none.csv: no such file");
        Assert.Empty(cli.Files);
    }

    [Fact]
    public void A_folder_is_no_trace()
    {
        using var cli = new CliRun();
        Directory.CreateDirectory(Path.Combine(cli.Folder, "dir"));
        cli.Run("replay", "dir").Refused("dir: this is a folder; name a file in it");
    }

    [Fact]
    public void Bad_rows_can_be_skipped_and_are_counted()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Head + "0,f,1\n1,f,oops\n2,f,1\n");

        Assert.Contains("1 malformed row was left out", cli.Run("replay", "t.csv", "--skip-bad-rows").Ok(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_replay_leaves_earlier_files_as_they_were()
    {
        using var cli = new CliRun();
        cli.File("t.csv", Head + "0,f,oops\n");
        cli.File("r.html", "earlier");

        cli.Run("replay", "t.csv", "--report", "r.html").Refused("t.csv, line 2");

        Assert.Equal("earlier", cli.Read("r.html"));
        Assert.Equal(["r.html", "t.csv"], cli.Files);
    }

    private static void Refused(byte[] trace, string name, string expected)
    {
        using var cli = new CliRun();
        cli.File(name, trace);

        cli.Run("replay", name, "--report", "r.html", "--log", "r.jsonl", "--csv", "r.csv").Refused(expected);

        Assert.Equal([name], cli.Files);
    }

    private static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }
}
