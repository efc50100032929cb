using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Projections;

/// <summary>What is read from a log in which functions are updated, claimed for and deleted over the API, and one lives in another account.</summary>
public sealed class ChangingFunctionsTests : IDisposable
{
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void The_log_comes_back_from_json_lines_with_its_fingerprint()
    {
        MuchChanges();
        _simulation.End();
        var lines = new MemoryStream();
        using (var writer = new JsonLinesWriter(lines, new LogHeader { Seed = _simulation.Seed, Start = _simulation.Options.World.Start }))
        {
            _simulation.Log.Replay(writer);
        }

        using var reader = new JsonLinesReader(new MemoryStream(lines.ToArray()), "log");
        var read = new EventLog(_simulation.Seed);
        reader.Replay(read);

        Assert.Equal(_simulation.Fingerprint, reader.Fingerprint);
        Assert.Null(LogDifference.First(_simulation.Log, read));
        Assert.Contains("210987654321/eu-west-1", read.Functions.Select(f => f.Place));
    }

    [Fact]
    public void A_text_that_was_not_told_is_refused()
    {
        var header = """{"lambdasim":1,"kind":"run","semantics":1,"seed":7,"start":"2026-01-01T00:00:00Z","config":{},"workload":[]}""";
        using var reader = new JsonLinesReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(header + "\n{\"t\":1,\"e\":\"ApiCalled\",\"text\":0}\n")), "log");

        Assert.Contains("text 0 is not told by an earlier line", Assert.Throws<LogFormatException>(() => reader.Replay(new EventLog(7))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_was_updated_has_one_row()
    {
        MuchChanges();
        var table = Folded(new FunctionTable());

        Assert.Equal(["f", "210987654321/eu-west-1/f", "f:1"], table.ToRows().Select(r => r.Function.DisplayName));
        Assert.Equal((4, 512), (table.ToRows()[0].Invocations, table.ToRows()[0].Function.Config.MemoryMb));
    }

    [Fact]
    public void Idle_time_of_provisioned_environments_that_go_is_no_idle_time_on_demand()
    {
        MuchChanges();
        _simulation.End();
        var ended = _simulation.Log.Where(e => e is { Kind: EventKind.EnvironmentEnded, IsProvisioned: false }).Sum(e => e.Value);
        var started = _simulation.Log.Where(e => e is { Kind: EventKind.Started, IsProvisioned: false }).Sum(e => e.Value);

        Assert.Contains(_simulation.Log, e => e is { Kind: EventKind.EnvironmentEnded, IsProvisioned: true, Value: > 0 });
        Assert.Equal(ended + started, (long)_simulation.Metrics.IdleNs);
    }

    [Fact]
    public void Events_of_a_deleted_function_are_told_apart()
    {
        _simulation.AddFunction("f", (LambdaContext _) => Fail());
        _simulation["f"].Send();
        _simulation.AdvanceBy(Duration.FromSeconds(5));
        _simulation.Lambda.DeleteFunction(new FunctionRequest { FunctionName = "f" });
        _simulation.RunUntilIdle();
        _simulation.End();
        var balance = Folded(new Ledger(strict: true)).Balance();

        Assert.Equal((1, 0), (balance.DroppedByDeletion, balance.DroppedByAge));
        Assert.Empty(balance.Violations);
    }

    [Fact]
    public void Claims_put_over_the_api_are_claimed_from_then_on()
    {
        _simulation.AddFunction("f", async (LambdaContext context) => await context.Delay(Duration.FromSeconds(10)), f => f with { Timeout = Duration.FromMinutes(1) });
        var running = _simulation["f"].InvokeAsync();
        _simulation.AdvanceBy(Duration.FromSeconds(2));
        var before = Claimed();
        Reserve(7);
        _simulation.AdvanceBy(Duration.FromSeconds(2));
        var reserved = Claimed();
        Reserve(null);
        _simulation.AdvanceBy(Duration.FromSeconds(2));
        var after = Claimed();
        _simulation.RunUntilIdle();

        Assert.True(running.GetAwaiter().GetResult().Succeeded);
        Assert.Equal((1, 7, 1), (before, reserved, after));

        double Claimed()
        {
            var bins = Folded(new ConcurrencySeries()).At(_simulation.SoFar.Time).ToBins();
            return bins.Count > 500 ? bins[^200].Claimed.Mean : bins[^1].Claimed.Mean;
        }
    }

    [Fact]
    public void A_picture_of_the_series_leaves_the_series_as_it_was()
    {
        MuchChanges();
        var (looked, undisturbed) = (new ConcurrencySeries(), new ConcurrencySeries());
        _simulation.Log.Replay(looked);
        _ = looked.At(_simulation.SoFar.Time);
        _simulation.End();
        looked.OnEnd(_simulation.SoFar);
        _simulation.Log.Replay(undisturbed);

        Assert.Equal(undisturbed.ToBins().Select(b => b with { ThrottlesByCause = [] }), looked.ToBins().Select(b => b with { ThrottlesByCause = [] }));
    }

    [Fact]
    public void A_picture_of_the_timeline_leaves_the_timeline_as_it_was()
    {
        MuchChanges();
        var (looked, undisturbed) = (new Timeline(), new Timeline());
        _simulation.Log.Replay(looked);
        var picture = looked.At(_simulation.SoFar.Time).ToText();
        _simulation.End();
        looked.OnEnd(_simulation.SoFar);
        _simulation.Log.Replay(undisturbed);

        Assert.Equal(undisturbed.ToText(), looked.ToText());
        Assert.Equal(looked.ToText(), picture);
    }

    [Fact]
    public void The_lanes_of_a_function_count_on_after_an_update()
    {
        MuchChanges();
        var picture = Folded(new Timeline()).At(_simulation.SoFar.Time);

        Assert.Equal(["f#1", "f#2"], picture.Lanes.Select(l => l.Name).Where(n => n.StartsWith("f#", StringComparison.Ordinal)));
        Assert.Contains(EndCause.Updated, picture.Lanes.Select(l => l.EndCause ?? EndCause.KeepAlive));
    }

    [Fact]
    public void The_lines_of_a_function_go_on_after_an_update()
    {
        MuchChanges();
        var index = _simulation.Log.Functions.First(f => f.DisplayName == "f").Index;

        Assert.Equal(4, _simulation.Logs.Lines(index).Count(l => l.Text.StartsWith("REPORT", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_story_tells_the_calls_before_and_after_an_update()
    {
        MuchChanges();

        Assert.Equal(4, _simulation.Log.Count(e => e.Kind == EventKind.Completed && _simulation.Log.Functions[e.Function].DisplayName == "f"));
        LambdaSim.Assertions.Story.Of(_simulation.Log).ShouldBalance();
    }

    private void MuchChanges()
    {
        _simulation.AddFunction("f", (LambdaContext _) => 1);
        var elsewhere = _simulation.LambdaAt("210987654321", "eu-west-1");
        _simulation["f"].Invoke();
        _simulation.AdvanceBy(Duration.FromSeconds(1));
        _simulation["f"].Invoke();
        Reserve(5);
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "f" });
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "f", MemorySize = 512 });
        _simulation.AdvanceBy(Duration.FromSeconds(1));
        _simulation["f"].Invoke();
        elsewhere.CreateFunction(LambdaSim.Tests.Functions.FunctionSamples.Create("f"));
        _simulation.Run(() => elsewhere.InvokeAsync(new InvokeRequest { FunctionName = "f" }));
        _simulation.Lambda.PutProvisionedConcurrencyConfig(new PutProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1", ProvisionedConcurrentExecutions = 2 });
        _simulation.Lambda.GetAccountSettings(new GetAccountSettingsRequest());
        _simulation.AdvanceBy(Duration.FromSeconds(3));
        _simulation.Run(() => _simulation.Lambda.InvokeAsync(new InvokeRequest { FunctionName = "f", Qualifier = "1" }));
        _simulation.AdvanceBy(Duration.FromSeconds(3));
        _simulation.Lambda.DeleteProvisionedConcurrencyConfig(new DeleteProvisionedConcurrencyConfigRequest { FunctionName = "f", Qualifier = "1" });
        _simulation["f"].Invoke();
        _simulation.AdvanceBy(Duration.FromSeconds(1));
    }

    private void Reserve(int? amount)
    {
        if (amount is { } reserved)
        {
            _simulation.Lambda.PutFunctionConcurrency(new PutFunctionConcurrencyRequest { FunctionName = "f", ReservedConcurrentExecutions = reserved });
        }
        else
        {
            _simulation.Lambda.DeleteFunctionConcurrency(new DeleteFunctionConcurrencyRequest { FunctionName = "f" });
        }
    }

    private T Folded<T>(T observer)
        where T : IEventObserver
    {
        _simulation.Log.Replay(observer);
        return observer;
    }

    private static int Fail() => throw new InvalidOperationException("no");
}
