using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.Tests.DependencyInjection;

/// <summary>Activities carry virtual time; measurements virtual values. Sources are process-wide: each test listens to a function name of its own.</summary>
public class TelemetryTests
{
    private static List<Activity> Activities(string function, Action<ServiceProvider> run, Action<IServiceCollection> configure)
    {
        List<Activity> stopped = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "LambdaSim",
            Sample = (ref ActivityCreationOptions<ActivityContext> o) => o.Name == function ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = stopped.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var provider = Services.Build(configure);
        run(provider);
        return stopped;
    }

    [Fact]
    public void An_activity_has_virtual_start_and_end()
    {
        var start = Instant.FromUtc(2030, 5, 6, 7, 8);
        var activity = Assert.Single(Activities("virtual-times", p =>
        {
            p.Simulation().AdvanceBy(Duration.FromMinutes(1));
            p.Simulation()["virtual-times"].Invoke();
        }, s => s.AddLambdaSim(o => o.World = o.World with { Start = start }).AddFunction("virtual-times", Duration.FromSeconds(2))));

        Assert.Equal((start + Duration.FromMinutes(1)).ToDateTimeUtc(), activity.StartTimeUtc);
        Assert.Equal(TimeSpan.FromSeconds(2), activity.Duration);
        Assert.Equal(ActivityKind.Server, activity.Kind);
    }

    [Fact]
    public void An_activity_says_what_ran()
    {
        InvokeResult? result = null;
        var activity = Assert.Single(Activities("what-ran", p => result = p.Simulation()["what-ran"].Invoke(), s => s.AddLambdaSim().AddFunction("what-ran", () => 1, c => c with { MemoryMb = 256 })));

        Assert.Equal("what-ran", activity.GetTagItem("faas.invoked_name"));
        Assert.Equal(result!.RequestId, activity.GetTagItem("faas.invocation_id"));
        Assert.Equal(true, activity.GetTagItem("faas.coldstart"));
        Assert.Equal("$LATEST", activity.GetTagItem("faas.version"));
        Assert.Equal(256L * 1024 * 1024, activity.GetTagItem("faas.max_memory"));
        Assert.Equal("123456789012", activity.GetTagItem("cloud.account.id"));
        Assert.Equal(result.RequestId.Replace("-", "", StringComparison.Ordinal), activity.TraceId.ToString());
    }

    [Fact]
    public void An_activity_of_a_failure_carries_its_error()
    {
        var activity = Assert.Single(Activities("failure", p => p.Simulation()["failure"].Invoke(), s => s.AddLambdaSim().AddFunction("failure", void () => throw new FormatException("bad"))));

        Assert.Equal((ActivityStatusCode.Error, "bad"), (activity.Status, activity.StatusDescription));
        Assert.Equal("FormatException", activity.GetTagItem("error.type"));
    }

    [Fact]
    public void Attempts_of_an_event_share_a_trace()
    {
        var attempts = Activities("attempts", p =>
        {
            p.Simulation()["attempts"].Send();
            p.Simulation().RunUntilIdle();
        }, s => s.AddLambdaSim().AddFunction("attempts", void () => throw new FormatException("bad")));

        Assert.Equal(3, attempts.Count);
        Assert.Single(attempts.Select(a => a.TraceId).Distinct());
    }

    [Fact]
    public void Measurements_count_and_time_invocations()
    {
        SortedDictionary<string, double> sums = new(StringComparer.Ordinal);
        void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.ToArray().Contains(new("faas.name", "measured")))
            {
                sums[instrument.Name] = sums.GetValueOrDefault(instrument.Name) + value;
            }
        }

        using var listener = new MeterListener { InstrumentPublished = (i, l) => l.EnableMeasurementEvents(i) };
        listener.SetMeasurementEventCallback<long>((i, v, t, _) => Measured(i, v, t));
        listener.SetMeasurementEventCallback<double>((i, v, t, _) => Measured(i, v, t));
        listener.Start();
        using var provider = Services.Build(s => s.AddLambdaSim().AddFunction("measured", async (int seconds, LambdaContext c) =>
        {
            await c.Delay(Duration.FromSeconds(seconds));
            return seconds == 0 ? throw new FormatException("zero") : seconds;
        }));
        var f = provider.Simulation()["measured"];

        f.Invoke(2);
        f.Invoke(0);
        f.Invoke(8);

        Assert.Equal(
            [("faas.coldstarts", 1), ("faas.errors", 1), ("faas.init_duration", 0), ("faas.invocations", 1), ("faas.invoke_duration", 5), ("faas.timeouts", 1)],
            sums.Select(s => (s.Key, s.Value)));
    }
}
