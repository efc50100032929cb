using System.IO.Compression;
using System.Text;
using LambdaSim.Engine;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Workloads;

/// <summary>Traces from text, and what reading them gives.</summary>
internal static class Traces
{
    public const long Second = 1_000_000_000;
    public const long Millisecond = 1_000_000;

    /// <summary>Shared by tests that need the project's own CSV with all columns.</summary>
    public const string Header = "timestamp,function,duration_ms,memory_mb,init_ms,payload_bytes,type,outcome\n";

    public static ArrivalSource Open(string text, TraceOptions? options = null, string path = "trace.csv") => Open([(path, Encoding.UTF8.GetBytes(text))], options);

    public static ArrivalSource Open(IReadOnlyList<(string Path, byte[] Bytes)> files, TraceOptions? options = null) =>
        TraceReader.Open([.. files.Select(f => TraceInput.Of(f.Path, f.Bytes))], options ?? new TraceOptions());

    public static List<Arrival> Read(string text, TraceOptions? options = null, string path = "trace.csv")
    {
        using var source = Open(text, options, path);
        return ReadAll(source);
    }

    public static List<Arrival> ReadAll(ArrivalSource source, int block = 7)
    {
        var all = new List<Arrival>();
        var buffer = new Arrival[block];
        int count;
        while ((count = source.Read(buffer)) > 0)
        {
            all.AddRange(buffer.AsSpan(0, count));
        }

        return all;
    }

    /// <summary>Reads to the end and expects a refusal.</summary>
    public static TraceFormatException Refusal(string text, TraceOptions? options = null, string path = "trace.csv") =>
        Refusal([(path, Encoding.UTF8.GetBytes(text))], options);

    public static TraceFormatException Refusal(IReadOnlyList<(string Path, byte[] Bytes)> files, TraceOptions? options = null)
    {
        var refusal = Assert.Throws<TraceFormatException>(() =>
        {
            using var source = Open(files, options);
            ReadAll(source);
        });
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal;
    }

    public static byte[] Gzip(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return target.ToArray();
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
