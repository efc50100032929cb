using System.Security.Cryptography;
using LambdaSim.Configuration;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

public sealed class MergedTraceTests
{
    [Fact]
    public void Files_with_dates_are_aligned_and_merged_by_time()
    {
        using var source = Open(
        [
            ("b.csv", Bytes("timestamp,function,duration_ms\n2026-01-01T00:00:10Z,f,1\n2026-01-01T00:00:30Z,g,2\n")),
            ("a.jsonl", Bytes("{\"timestamp\":\"2026-01-01T00:00:05Z\",\"function\":\"g\",\"duration_ms\":3}\n{\"timestamp\":\"2026-01-01T00:00:30Z\",\"function\":\"h\",\"duration_ms\":4}\n")),
        ]);
        Assert.Equal(Instant.FromUtc(2026, 1, 1, 0, 0, 5), source.Start);
        var arrivals = ReadAll(source, 1);
        Assert.Equal([0, 5, 25, 25], arrivals.Select(a => a.Time / Second));
        Assert.Equal([3, 1, 2, 4], arrivals.Select(a => a.Duration / Millisecond));
        Assert.Equal(["g", "f", "h"], source.Functions.Select(f => f.Name));
        Assert.Equal([0, 1, 0, 2], arrivals.Select(a => a.Function));
        Assert.Equal("b.csv + a.jsonl", source.Name);
    }

    [Fact]
    public void Files_without_dates_begin_with_the_earliest_date_of_the_others()
    {
        using var source = Open([("r.csv", Bytes("t_s,function,duration_ms\n2,r,1\n")), ("a.csv", Bytes("timestamp,function,duration_ms\n2026-01-01T00:00:10Z,f,1\n2026-01-01T00:00:15Z,f,1\n"))]);
        Assert.Equal(Instant.FromUtc(2026, 1, 1, 0, 0, 10), source.Start);
        Assert.Equal([0, 2, 5], ReadAll(source).Select(a => a.Time / Second));
    }

    [Fact]
    public void Parts_of_a_trace_without_dates_stay_in_step()
    {
        const string Head = "app,func,end_timestamp,duration\n";
        using var source = Open([("1.csv", Bytes(Head + "x,f,1,3\n")), ("2.csv", Bytes(Head + "x,f,10,1\n"))]);
        Assert.Equal([0, 11], ReadAll(source).Select(a => a.Time / Second));
    }

    [Fact]
    public void A_part_without_rows_is_no_fault_among_others() =>
        Assert.Single(ReadAll(Open([("1.csv", Bytes("t_s,function,duration_ms\n")), ("2.csv", Bytes("t_s,function,duration_ms\n0,f,1\n"))])));

    [Fact]
    public void A_part_of_which_no_row_is_selected_does_not_move_the_start()
    {
        using var source = Open(
            [("1.csv", Bytes("timestamp,f,env\n2020-01-01T00:00:00Z,f,test\n")), ("2.csv", Bytes("timestamp,f,env\n2026-01-01T00:00:00Z,f,prod\n"))],
            new TraceOptions { Columns = "timestamp=timestamp,function=f,where=env=prod" });
        Assert.Equal(Instant.FromUtc(2026, 1, 1, 0, 0), source.Start);
        Assert.Equal(0, Assert.Single(ReadAll(source)).Time);
    }

    [Fact]
    public void A_function_with_two_memory_sizes_in_two_files_is_refused()
    {
        var refusal = Refusal([("1.csv", Bytes("t_s,function,duration_ms,memory_mb\n0,f,1,128\n")), ("2.csv", Bytes("t_s,function,duration_ms,memory_mb\n1,f,1,256\n"))]);
        Assert.Equal("2.csv", refusal.File);
        Assert.Contains("1.csv gives 128 MB", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_files_merge_like_their_rows_sorted()
    {
        var files = Enumerable.Range(0, 20).Select(f => ($"{f}.csv", Bytes("t_ms,function,duration_ms\n" + string.Concat(Enumerable.Range(0, 700).Select(i => Text.Invariant($"{(i * 37) + (f * f)},f{f},{i}\n")))))).ToArray();
        using var source = Open(files);
        var times = ReadAll(source, 333).ConvertAll(a => a.Time / Millisecond);
        Assert.Equal(Enumerable.Range(0, 20).SelectMany(f => Enumerable.Range(0, 700).Select(i => (long)((i * 37) + (f * f)))).Order(), times);
    }

    [Fact]
    public void A_file_is_identified_by_its_name_and_SHA_256()
    {
        var folder = Directory.CreateTempSubdirectory("lambdasim");
        try
        {
            var path = Path.Combine(folder.FullName, "calls.csv");
            File.WriteAllText(path, "t_s,function,duration_ms\n0,f,1\n");
            var identity = TraceReader.Identify(path);
            Assert.Equal("calls.csv", identity.Name);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), identity.Sha256);
            using var source = TraceReader.Open([path]);
            Assert.Single(ReadAll(source));
            Assert.Equal(1.0, source.Progress);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void No_file_at_all_is_refused() => Assert.Throws<SimulationConfigException>(() => TraceReader.Open([]));
}
