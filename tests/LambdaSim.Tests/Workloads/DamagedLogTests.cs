using System.Text;
using LambdaSim.Engine;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

/// <summary>Exported logs that were cut or damaged anywhere: read as far as they are sound, or refused in one line, never anything else.</summary>
public sealed class DamagedLogTests
{
    private const string Report = "REPORT RequestId: 11111111-aaaa-4aaa-8aaa-000000000001\\tDuration: 395.99 ms\\tBilled Duration: 662 ms\\tMemory Size: 512 MB\\tInit Duration: 265.72 ms\\tStatus: timeout\\n";
    private const string Record = """{"time":"2024-05-01T10:00:00.456Z","type":"platform.report","record":{"requestId":"r","metrics":{"durationMs":395.99,"billedDurationMs":662,"memorySizeMB":512},"status":"error","errorType":"Runtime.ExitError"}}""";

    public static TheoryData<string> Exports =>
    [
        "{\"events\":[{\"timestamp\":1714557600456,\"message\":\"" + Report + "\",\"logStreamName\":\"2024/05/01/f[7]0a\"}],\"searchedLogStreams\":[]}",
        "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"/aws/lambda/f\",\"logStream\":\"2024/05/01/[$LATEST]0a\",\"logEvents\":[{\"timestamp\":1714557600456,\"message\":\"" + Report + "\"}]}{\"logEvents\":[]}",
        "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2024-05-01 10:00:00.456\"},{\"field\":\"@duration\",\"value\":\"3000.0\"},{\"field\":\"@memorySize\",\"value\":\"5.12E8\"}]],\"status\":\"Complete\"}",
        Record + "\nplain\n" + Record + "\n",
        "2024-05-01T10:00:00.456000+00:00 2024/05/01/f[7]0a \n" + Record.Replace(",", ",\n    ", StringComparison.Ordinal) + "\n2018-05-17T06:46:28.161Z x Task timed out after 3.00 seconds\n",
        "2024/05/01/[$LATEST]0a 2024-05-01T10:00:00.456 " + Report.Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal),
        "timestamp,message\n1714557600456,\"" + Report.Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal) + "\"\n1714557600457,\"a \"\"b\"\"\"\n",
        "@timestamp,@duration,@memorySize,@log\n2024-05-01 10:00:00.456,3000.0,5.12E8,1:/aws/lambda/f\n",
    ];

    [Theory]
    [MemberData(nameof(Exports))]
    public void Nothing_but_a_refusal_comes_of_damage(string text)
    {
        var whole = Encoding.UTF8.GetBytes(text);
        Assert.NotEmpty(ReadAll(Open([("x", whole)])));
        byte[] bad = [0, (byte)'"', (byte)'{', (byte)'}', (byte)'[', (byte)'\\', (byte)'\n', 0xff, 0x1b, (byte)','];
        for (var at = 0; at < whole.Length; at++)
        {
            Try(whole[..at], skip: false);
            var damaged = whole.ToArray();
            damaged[at] = bad[at % bad.Length];
            Try(damaged, skip: at % 2 == 0);
        }
    }

    private static void Try(byte[] bytes, bool skip)
    {
        try
        {
            using var source = Open([("x", bytes)], new TraceOptions { SkipMalformedRows = skip, BufferSize = 64 });
            ReadAll(source);
            Assert.DoesNotContain(source.Remarks, static r => r.Contains('\n', StringComparison.Ordinal));
        }
        catch (TraceFormatException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
    }
}
