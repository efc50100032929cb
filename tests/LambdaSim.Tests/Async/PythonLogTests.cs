using LambdaSim.Configuration;
using LambdaSim.Runtime;

namespace LambdaSim.Tests.Async;

/// <summary>What the log of a function has of an exception, by the runtime that lets it out.</summary>
public class PythonLogTests
{
    private const string Document = """{"errorMessage": "no", "errorType": "ValueError", "requestId": "r", "stackTrace": ["  File \"/var/task/handler.py\", line 7, in handler\n    raise ValueError(\"no\")\n"]}""";

    [Theory]
    [InlineData("python3.12", LogFormat.Text, "[ERROR] ValueError: no|Traceback (most recent call last):|\u00a0\u00a0File \"/var/task/handler.py\", line 7, in handler|\u00a0\u00a0\u00a0\u00a0raise ValueError(\"no\")")]
    [InlineData("python3.12", LogFormat.Json, null)]
    [InlineData("dotnet8", LogFormat.Text, null)]
    [Pins("INV-LOG-PYTHON")]
    public void A_traceback_of_Python_stands_in_its_text_log(string runtime, LogFormat format, string? lines)
    {
        using var simulation = new Simulation();
        var function = simulation.Add("f", new Code((_, _) => throw new ReadyErrorException("ValueError", "no", System.Text.Encoding.UTF8.GetBytes(Document))), f => f with { Runtime = runtime, LogFormat = format });
        function.InvokeRaw(default);
        var all = simulation.Logs.Lines(function.Index).Select(l => l.Text).ToList();
        var told = string.Join('|', all.SkipWhile(l => !l.StartsWith("[ERROR]", StringComparison.Ordinal)).TakeWhile(l => !l.StartsWith("END", StringComparison.Ordinal)));

        Assert.Equal(lines ?? "", told);
        Assert.Single(all, l => l.Contains("ValueError", StringComparison.Ordinal) && l.Contains("no", StringComparison.Ordinal) && !l.StartsWith('\u00a0'));
    }
}
