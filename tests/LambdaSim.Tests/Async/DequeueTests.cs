using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Async;

/// <summary>What an event runs on is decided when it leaves the queue.</summary>
public sealed class DequeueTests : IDisposable
{
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("ASY-DEQUEUE")]
    public void An_event_that_waits_runs_on_the_version_to_which_its_alias_points_by_then()
    {
        var ran = VersionsThatRan();
        Alias("1");
        Send("orders:live");
        _simulation.AdvanceBy(Duration.FromSeconds(30));
        _simulation.Lambda.UpdateAlias(new UpdateAliasRequest { FunctionName = "orders", Name = "live", FunctionVersion = "2" });
        _simulation.RunUntilIdle();

        Assert.Equal(["1", "2", "2"], ran);
    }

    [Fact]
    [Pins("ASY-DEQUEUE", "CTL-ALIAS-ROUTING")]
    public void The_weights_of_an_alias_are_drawn_for_each_attempt()
    {
        var ran = VersionsThatRan();
        _simulation.Lambda.CreateAlias(new CreateAliasRequest
        {
            FunctionName = "orders", Name = "live", FunctionVersion = "1",
            RoutingConfig = new AliasRoutingConfiguration { AdditionalVersionWeights = new Dictionary<string, double> { ["2"] = 0.5 } },
        });
        for (var i = 0; i < 40; i++)
        {
            Send("orders:live");
        }

        _simulation.RunUntilIdle();
        var mixed = _simulation.Log.Where(e => e.Kind == EventKind.Completed).GroupBy(e => e.Invocation).Count(g => g.Select(e => e.Function).Distinct().Count() > 1);

        Assert.Equal(120, ran.Count);
        Assert.InRange(mixed, 20, 39);
    }

    [Fact]
    [Pins("ASY-DEQUEUE", "ASY-DELETED")]
    public void Of_an_alias_that_is_gone_the_event_is_dropped()
    {
        VersionsThatRan();
        Alias("1");
        Send("orders:live");
        _simulation.AdvanceBy(Duration.FromSeconds(30));
        _simulation.Lambda.DeleteAlias(new DeleteAliasRequest { FunctionName = "orders", Name = "live" });
        _simulation.RunUntilIdle();

        Assert.Equal(DropCause.FunctionDeleted, Assert.Single(_simulation.Log, e => e.Kind == EventKind.Dropped).DropCause);
    }

    [Fact]
    [Pins("ASY-DEQUEUE", "ASY-DELETED", "ASY-TOGETHER")]
    public void Of_an_alias_that_is_gone_events_that_wait_together_are_dropped()
    {
        var ran = 0;
        _simulation.AddFunction(
            "orders",
            async (int _, LambdaContext context) =>
            {
                ran++;
                await context.Delay(Duration.FromMinutes(10));
            },
            static f => f with { ReservedConcurrency = 1, Timeout = Duration.FromMinutes(15) });
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "orders" });
        Alias("1");
        for (var i = 0; i < 3; i++)
        {
            Send("orders:live");
        }

        _simulation.AdvanceBy(Duration.FromSeconds(40));
        _simulation.Lambda.DeleteAlias(new DeleteAliasRequest { FunctionName = "orders", Name = "live" });
        _simulation.RunUntilIdle();

        Assert.Equal(1, ran);
        Assert.Equal([DropCause.FunctionDeleted, DropCause.FunctionDeleted], _simulation.Log.Where(static e => e.Kind == EventKind.Dropped).Select(static e => e.DropCause));
        Assert.Single(_simulation.Log, static e => e.Kind == EventKind.ThrottledTogether);
    }

    [Fact]
    [Pins("ASY-DEQUEUE")]
    public void Each_qualifier_has_its_own_configuration_and_none_is_inherited()
    {
        VersionsThatRan();
        Alias("1");
        _simulation.Lambda.PutFunctionEventInvokeConfig(new PutFunctionEventInvokeConfigRequest { FunctionName = "orders", MaximumRetryAttempts = 0 });
        _simulation.Lambda.PutFunctionEventInvokeConfig(new PutFunctionEventInvokeConfigRequest { FunctionName = "orders", Qualifier = "live", MaximumRetryAttempts = 1 });
        foreach (var name in new[] { "orders", "orders:live", "orders:2" })
        {
            Send(name);
        }

        _simulation.RunUntilIdle();

        Assert.Equal([1, 2, 3], _simulation.Log.Where(e => e.Kind == EventKind.Completed).GroupBy(e => e.Invocation).OrderBy(g => g.Key).Select(g => g.Count()));
    }

    [Theory]
    [InlineData(DeadLetterScope.Version, "old")]
    [InlineData(DeadLetterScope.Function, "new")]
    [Pins("ASY-DLQ-SCOPE")]
    public void A_version_has_the_dead_letter_queue_it_was_published_with_or_that_of_the_function(DeadLetterScope scope, string letterIn)
    {
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { Async = new AsyncConfig { DeadLetterScope = scope } } });
        var (before, after) = (simulation.AddQueue("old"), simulation.AddQueue("new"));
        simulation.Add("orders", Code.Throwing("no"), f => f with { MaximumRetryAttempts = 0, DeadLetterQueue = Destination.To(before) });
        simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "orders" });
        simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "orders", DeadLetterConfig = new DeadLetterConfig { TargetArn = Destination.To(after).Arn } });
        simulation.Run(() => simulation.Client.SendAsync("orders:1", 1));
        simulation.RunUntilIdle();

        Assert.Equal([letterIn], simulation.Queues.Where(q => q.Messages.Count > 0).Select(q => q.Name));
    }

    [Theory]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:orders.fifo")]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:gone")]
    [InlineData("arn:aws:kinesis:us-east-1:123456789012:stream/s")]
    [Pins("ASY-DESTINATION", "ASY-TARGET")]
    public void What_takes_no_records_is_kept_by_the_API_and_every_delivery_fails(string target)
    {
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { Queues = new Dictionary<string, QueueConfig> { ["orders.fifo"] = new() } } });
        simulation.Add("orders", Code.Echo, null);
        var isKept = !target.Contains("kinesis", StringComparison.Ordinal);
        var put = new PutFunctionEventInvokeConfigRequest { FunctionName = "orders", DestinationConfig = new DestinationConfig { OnSuccess = new OnSuccess { Destination = target } } };
        if (isKept)
        {
            simulation.Lambda.PutFunctionEventInvokeConfig(put);
        }
        else
        {
            Assert.Throws<InvalidParameterValueException>(() => simulation.Lambda.PutFunctionEventInvokeConfig(put));
        }

        simulation.Run(() => simulation.Client.SendAsync("orders", 1));
        simulation.RunUntilIdle();

        Assert.Equal(isKept ? 1 : 0, simulation.Metrics.DestinationDeliveryFailures);
    }

    private List<string> VersionsThatRan()
    {
        List<string> ran = [];
        var code = new Code((c, _) =>
        {
            ran.Add(c.FunctionVersion);
            throw new FormatException("no");
        });
        _simulation.Add("orders", code, null);
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "orders" });
        _simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "orders", Description = "second" });
        _simulation.Lambda.PublishVersion(new PublishVersionRequest { FunctionName = "orders" });
        return ran;
    }

    private void Alias(string version) => _simulation.Lambda.CreateAlias(new CreateAliasRequest { FunctionName = "orders", Name = "live", FunctionVersion = version });

    private void Send(string function) => _simulation.Run(() => _simulation.Client.SendAsync(function, 1));
}
