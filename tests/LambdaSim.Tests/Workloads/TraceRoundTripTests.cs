using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Randomness;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

/// <summary>What is written is what is read, wherever the blocks end.</summary>
public sealed class TraceRoundTripTests
{
    private static readonly string[] Types = ["RequestResponse", "Event"];
    private static readonly string[] Outcomes = ["ok", "error", "timeout", "crash"];
    private static readonly string[] Names = ["api", "the \"quoted\", one", "zwei\nZeilen?", "naïve-函数", "a:1", "x"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_rows_are_read_as_they_were_written(ulong seed)
    {
        var rows = Rows(seed, 300);
        foreach (var bufferSize in new[] { 16, 17, 31, 64, 1_000, 1 << 18 })
        {
            using var csv = Open(Csv(rows, seed), new TraceOptions { BufferSize = bufferSize });
            AssertSame(rows, csv);
            using var json = Open(JsonLines(rows), new TraceOptions { BufferSize = bufferSize });
            AssertSame(rows, json);
        }
    }

    [Fact]
    public void Gzip_and_plain_text_give_the_same_arrivals()
    {
        var rows = Rows(9, 2_000);
        using var source = Open([("t.csv", Gzip(Csv(rows, 9)))], new TraceOptions { BufferSize = 50 });
        AssertSame(rows, source);
    }

    private static void AssertSame(List<(Arrival Arrival, string Name)> rows, ArrivalSource source)
    {
        Assert.Null(source.Start);
        var read = ReadAll(source);
        Assert.Equal(rows.Count, read.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var (expected, name) = rows[i];
            Assert.Equal(name, source.Functions[read[i].Function].Name);
            expected.Function = read[i].Function;
            Assert.Equal(expected, read[i]);
        }
    }

    private static List<(Arrival Arrival, string Name)> Rows(ulong seed, int count)
    {
        var rows = new List<(Arrival, string)>();
        long time = 0;
        for (var i = 0; i < count; i++)
        {
            var bits = Draw.Bits(seed, Purpose.Workload, 0, (ulong)i);
            time += (long)(bits % 3) * (long)(bits >> 30);
            rows.Add((new Arrival
            {
                Time = time,
                Duration = bits % 7 == 0 ? Arrival.NotGiven : (long)(bits >> 20),
                Init = bits % 5 == 0 ? Arrival.NotGiven : (long)(bits >> 33),
                PayloadBytes = (int)(bits % ((bits >> 9 & 1) == 1 ? 1_048_577ul : 6_291_457)),
                Type = (InvocationType)(bits >> 9 & 1),
                Outcome = (Outcome)(bits >> 11 & 3),
            }, Names[(int)(bits >> 40) % 2 == 0 ? 0 : (int)((bits >> 41) % (ulong)Names.Length)].Replace("\n", seed % 2 == 0 ? " " : "", StringComparison.Ordinal)));
        }

        return rows;
    }

    private static string Csv(List<(Arrival Arrival, string Name)> rows, ulong seed)
    {
        var text = new StringBuilder("type,t_us,outcome,function,payload_bytes,duration_us,init_us");
        var end = seed % 2 == 0 ? "\n" : "\r\n";
        foreach (var (a, name) in rows)
        {
            var quoted = name.AsSpan().IndexOfAny(",\"\n") >= 0 || a.Time % 3 == 0 ? "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : name;
            text.Append(end).Append(Text.Invariant($"{Types[(int)a.Type]},{Microseconds(a.Time)},{Outcomes[(int)a.Outcome]},{quoted},{a.PayloadBytes},{Microseconds(a.Duration)},{Microseconds(a.Init)}"));
        }

        return text.Append(seed % 3 == 0 ? "" : end).ToString();
    }

    private static string JsonLines(List<(Arrival Arrival, string Name)> rows)
    {
        var text = new StringBuilder();
        foreach (var (a, name) in rows)
        {
            text.Append(Text.Invariant($"{{\"t_us\":{Microseconds(a.Time)},\"type\":\"{Types[(int)a.Type]}\",\"outcome\":\"{Outcomes[(int)a.Outcome]}\",\"function\":{System.Text.Json.JsonSerializer.Serialize(name)},\"payload_bytes\":{a.PayloadBytes},\"duration_us\":{Null(Microseconds(a.Duration))},\"init_us\":{Null(Microseconds(a.Init))}}}\n"));
        }

        return text.ToString();
    }

    private static string Null(string number) => number.Length == 0 ? "null" : number;

    private static string Microseconds(long nanoseconds) => nanoseconds < 0 ? "" : Text.Invariant($"{nanoseconds / 1000m}");
}
