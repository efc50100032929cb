using System.Text;
using LambdaSim.Engine;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

/// <summary>Files of every format that are almost right: each is read, or refused in one line.</summary>
public sealed class TraceFuzzTests
{
    private const string Report = "REPORT RequestId: 11111111-aaaa-4aaa-8aaa-000000000001\tDuration: 10.00 ms\tBilled Duration: 10 ms\tMemory Size: 128 MB\tStatus: timeout";

    private static readonly string _json = System.Text.Json.JsonSerializer.Serialize(Report);

    private static readonly Dictionary<string, string> _seeds = new()
    {
        ["own.csv"] = Header + "2026-01-31T12:00:00.000Z,orders,12.25,512,310.5,2048,RequestResponse,ok\n2026-01-31T12:00:00.040Z,\"or\"\"ders\",3000,512,,512,Event,timeout\n",
        ["own.jsonl"] = "{\"timestamp\":\"2026-01-31T12:00:00Z\",\"function\":\"orders\",\"duration_ms\":12.25,\"type\":\"Event\"}\n{\"timestamp\":\"2026-01-31T12:00:01Z\",\"function\":\"o\\u0061\",\"duration_ms\":null}\n",
        ["events.json"] = "{\"events\":[{\"logStreamName\":\"2024/05/01/[$LATEST]a\",\"timestamp\":1714557600000,\"message\":" + _json + ",\"eventId\":\"1\"}],\"searchedLogStreams\":[]}",
        ["lists.json"] = "[[1714557600000," + _json + "]]",
        ["results.json"] = "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2024-05-01 10:00:00.000\"},{\"field\":\"@message\",\"value\":" + _json + "}]],\"status\":\"Complete\"}",
        ["delivered.json"] = "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"/aws/lambda/a\",\"logStream\":\"2024/05/01/[1]a\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1714557600000,\"message\":" + _json + "}]}",
        ["records.json"] = "{\"time\":\"2024-05-01T10:00:00.000Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"a\",\"status\":\"success\",\"metrics\":{\"durationMs\":5.5,\"billedDurationMs\":6,\"memorySizeMB\":128}}}\n",
        ["viewer.csv"] = "timestamp,message\n1714557600000,\"" + Report + "\n\"\n",
        ["insights.csv"] = "@timestamp,@message,@duration,@log,@memorySize\n2024-05-01 10:00:00.000,,12.5,123456789012:/aws/lambda/orders,128000000\n",
        ["tail.txt"] = "2024-05-01T10:00:00.000000+00:00 2024/05/01/[$LATEST]aaaa " + Report + "\n2024-05-01T10:00:00.100000+00:00 2024/05/01/[$LATEST]aaaa {\n  \"a\": 1\n}\n",
        ["azure2021.csv"] = "app,func,end_timestamp,duration\na,f,1.5,1\nb,f,2.5,0.5\n",
        ["azure2019.csv"] = "HashOwner,HashApp,HashFunction,Trigger," + string.Join(',', Enumerable.Range(1, 1440)) + "\no,a,f,http," + string.Join(',', Enumerable.Repeat(0, 1439)) + ",3\n",
    };

    private static readonly byte[][] _bad =
    [
        [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0], [0x1b, (byte)'['], [0x1f, 0x8b], [.. Encoding.Unicode.GetBytes("\ufeffa")],
        .. new[]
        {
            "\\ud800", "\\udc00", "\\u00", "\"", "\"\"", "\\", ",", ";", "\t", "\r", "\r\n", "\n", "{", "}", "[", "]", ":", "null", "true", "[5]", "{\"a\":[]}", "1e999", "-1", "-0", "NaN", "99999999999999999999999", "0.0000000000000000001",
            "2016-12-31T23:59:60Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "", " ", "   ", "REPORT RequestId: ", "Duration: ", "platform.report", "/aws/lambda/", "\"events\":", "\"logEvents\":5,", "Status: ", "\u0000", "\ud83d\ude00",
            new string('[', 1_200), new string('{', 70) , "{\"a\":" + new string('[', 300) + new string(']', 300) + "}", new string('9', 400), new string(' ', 5_000),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static TheoryData<string> Formats() => [.. _seeds.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_almost_a_trace_is_read_or_refused_in_one_line(string name)
    {
        var random = new Random(11);
        for (var i = 0; i < 1_500; i++)
        {
            var bytes = Changed(Encoding.UTF8.GetBytes(_seeds[name]), random);
            var options = new TraceOptions { SkipMalformedRows = random.Next(4) == 0 };
            try
            {
                using var source = Open([(name, bytes)], options);
                ReadAll(source);
            }
            catch (TraceFormatException e)
            {
                Assert.False(e.Message.AsSpan().ContainsAny('\n', '\r', '\0'), e.Message);
            }
            catch (Exception e)
            {
                Assert.Fail($"change {i}: {e}\n{Encoding.Latin1.GetString(bytes)}");
            }
        }
    }

    private static byte[] Changed(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 12)));
                    break;
                case 1 when bytes.Count > 0:
                    bytes[Math.Min(at, bytes.Count - 1)] = (byte)random.Next(256);
                    break;
                case 2:
                    var from = random.Next(bytes.Count + 1);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(bytes.Count - from, random.Next(60))));
                    break;
                default:
                    // Where a value stands, more often than anywhere.
                    var quote = bytes.IndexOf((byte)(random.Next(2) == 0 ? '"' : ','), Math.Min(at, bytes.Count));
                    bytes.InsertRange(quote < 0 || random.Next(3) == 0 ? at : quote + 1, _bad[random.Next(_bad.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
