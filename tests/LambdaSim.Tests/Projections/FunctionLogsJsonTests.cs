using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Tests.Events;

namespace LambdaSim.Tests.Projections;

public sealed class FunctionLogsJsonTests
{
    private static readonly FunctionConfig _json = new() { LogFormat = LogFormat.Json, Runtime = "python3.13" };

    [Fact]
    public void Everything_the_platform_and_a_function_write_looks_as_approved() => Snapshot.Match("FunctionLogsJson", string.Join('\n', Texts(_json)));

    [Fact]
    [Pins("INV-LOGLEVEL")]
    public void Lines_below_the_level_are_left_out()
    {
        string[] Kept(ApplicationLogLevel? least) =>
            [.. Texts(_json with { ApplicationLogLevel = least }).Where(line => !line.Contains("\"platform.", StringComparison.Ordinal)).Select(line => line.Split("\"level\":\"")[^1].Split('"')[0])];
        Assert.Equal(["Trace", "Debug", "Information", "Warning", "Error", "Critical", "raw", "Error", "Error"], Kept(ApplicationLogLevel.Trace));
        Assert.Equal(["Information", "Warning", "Error", "Critical", "raw", "Error", "Error"], Kept(null));
        Assert.Equal(Kept(null), Kept(ApplicationLogLevel.Info));
        Assert.Equal(["Error", "Critical", "raw", "Error", "Error"], Kept(ApplicationLogLevel.Error));
        Assert.Equal(["Critical", "raw"], Kept(ApplicationLogLevel.Fatal));
    }

    [Fact]
    public void Without_a_runtime_INIT_is_no_record_of_level_INFO() =>
        Assert.DoesNotContain(Texts(_json with { Runtime = null }), line => line.Contains("initStart", StringComparison.Ordinal));

    private static string[] Texts(FunctionConfig config)
    {
        var story = new Story().Function("f", config)
            .Arrive(0).Create(0, invocation: 0).InitDone(110.1234m, 0, 0, 110.1234m).Start(110.1234m, 0, 0, StartType.Cold);
        foreach (var level in Enum.GetValues<LogLevelCode>().Where(level => level != LogLevelCode.Raw))
        {
            story.Log(111, 0, 0, level, $"\"{level}\" größer\nals");
        }

        story.Log(112, 0, 0, LogLevelCode.Raw, "raw").Complete(113, 0, 0, duration: 3.0006m, init: 110.1234m, flags: RunFlags.Cold)
            .Arrive(200).Start(200, 1, 0, StartType.Warm).Fail(201, 1, 0, "FormatException", "row 7").Complete(201, 1, 0, Outcome.Failed, duration: 1)
            .Arrive(300).Start(300, 2, 0, StartType.Warm).Complete(3300, 2, 0, Outcome.TimedOut, duration: 3000)
            .Arrive(4000).Start(4000, 3, 0, StartType.Reinit).Complete(4001, 3, 0, Outcome.Crashed, duration: 1, flags: RunFlags.Reinit)
            .Arrive(5000).Create(5000, invocation: 4).Fail(5010, 4, 1, "IOException", "no table").InitDone(5010, 1, 4, 10, InitOutcome.Failed)
            .Create(6000, CreationCause.Provisioned).InitDone(6000, 2, length: 50, flags: RunFlags.ProvisionedBit).End(6000);
        return [.. story.Tell(new FunctionLogs(story.Seed, story.Header.Start, PriceList.Current)).Lines(0).Select(line => line.Text)];
    }
}
