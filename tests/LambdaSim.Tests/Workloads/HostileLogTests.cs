using System.Text;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

/// <summary>Logs hold what functions print: broken texts, depth, quotations of the platform's own lines, and very long lines.</summary>
public sealed class HostileLogTests
{
    private const string Id = "11111111-aaaa-4aaa-8aaa-000000000001";
    private const string Report = "REPORT RequestId: " + Id + "\\tDuration: 10.00 ms\\tBilled Duration: 10 ms\\tMemory Size: 128 MB";
    private const string Event = "{\"timestamp\":1714557600000,\"message\":\"" + Report + "\"";
    private const string Tail = "2024-05-01T10:00:00.000000+00:00 2024/05/01/orders[$LATEST]0a1b2c3d4e5f ";

    public static TheoryData<string> Broken() =>
    [
        "{\"events\":[" + Event + ",\"\\ud800\":1}]}",
        "{\"events\":[{\"timestamp\":1714557600000,\"message\":\"\\udc00\"}," + Event + "}]}",
        "{\"events\":[" + Event + ",\"x\":" + Nested(900) + "}]}",
        "{\"events\":[[1714557600000,\"\\ud800\"],[1714557600000,\"" + Report + "\"]]}",
        "{\"events\":[[1714557600000,\"" + Report + "\"," + Nested(900) + "]]}",
        "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2024-05-01 10:00:00.000\"},{\"field\":\"@message\",\"value\":\"" + Report + "\"},{\"fi\\udc00eld\":\"\\ud800\"}]]}",
        "{\"messageType\":\"DATA_MESSAGE\",\"x\":" + Nested(100) + ",\"logEvents\":[" + Event + "}]}",
        "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"/aws/\\ud800\",\"logStream\":\"\\udfff\",\"logEvents\":[" + Event + "}]}",
        "{\"messageType\":\"DATA_MESSAGE\",\"logEv\\ud800nts\":1,\"events\":5,\"logEvents\":[" + Event + "}]}",
        "{\"\\ud800\":1,\"message\":\"" + Report + "\",\"timestamp\":1714557600000}\n",
        "{\"nextToken\":\"\\ud800\",\"events\":[" + Event + "}]}",
        "{\"events\":[" + Event[..^1] + "\\tStatus: error\\tError Type: \\ud800\"}]}",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_text_or_deep_value_beside_a_call_does_not_lose_the_call(string text) => Assert.Single(Read(text, path: "log.json"));

    [Fact]
    public void Bytes_that_are_no_text_do_not_lose_the_call_beside_them()
    {
        var text = "{\"events\":[{\"timestamp\":1714557600000,\"message\":\"#\"},{\"timestamp\":1714557600000,\"#\":\"#\",\"message\":\"" + Report + "\"}]}";
        Assert.Single(ReadAll(Open([("log.json", [.. Encoding.Latin1.GetBytes(text.Replace('#', '\u00ff'))])])));
    }

    [Fact]
    public void A_report_that_a_message_of_the_function_quotes_is_no_call()
    {
        var quoted = "{\"level\":\"INFO\",\"@duration\":5,\"message\":\"" + Report.Replace("0001", "0009") + "\"}";
        var text = "{\"events\":[{\"timestamp\":1714557600000,\"message\":" + System.Text.Json.JsonSerializer.Serialize(quoted) + "}," + Event + "}]}";
        using var source = Open(text, path: "log.json");
        Assert.Single(ReadAll(source));
        Assert.Contains(source.Remarks, static r => r.Contains("1 of the function's own", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2024-05-01T10:00:00.000Z\t" + Id + "\tINFO\tdownstream: Task timed out after 3.00 seconds")]
    [InlineData("call of " + Id + " Task timed out after 3.00 seconds")]
    [InlineData("{\"message\":\"" + Id + " Task timed out after 3.00 seconds\"}")]
    [InlineData("upstream said Task timed out after 3.00 seconds")]
    public void Words_of_a_timeout_that_the_function_prints_are_none(string line)
    {
        using var source = Open(Tail + line + "\n" + Tail + Report.Replace("\\t", "\t") + "\n");
        Assert.Equal(Outcome.Succeeded, Assert.Single(ReadAll(source)).Outcome);
        Assert.DoesNotContain(source.Remarks, static r => r.Contains("timeout", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(" ", 4_000_000)]
    [InlineData(" Duration: 10.00 ms", 300_000)]
    [InlineData("\t", 4_000_000)]
    public void A_report_line_takes_work_in_proportion_to_its_length(string part, int times) =>
        Assert.Single(Read(Tail + Report.Replace("\\t", " ") + string.Concat(Enumerable.Repeat(part, times)) + "\n"));

    [Fact]
    public void Braces_that_are_no_json_are_the_functions_own() =>
        Assert.Single(Read(Tail + "{'a': 1}\n" + string.Concat(Enumerable.Repeat("{\n", 500_000)) + Tail + Report.Replace("\\t", "\t") + "\n"));

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
