using LambdaSim.Tests.Async;

namespace LambdaSim.Tests.Resources;

/// <summary>Tests and handlers reach what is in the simulation by its name.</summary>
public sealed class ByNameTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void A_test_reaches_a_queue_that_somebody_made()
    {
        var orders = _simulation.QueuesAt("123456789012", "us-east-1").Create("orders.fifo", new Dictionary<string, string> { ["FifoQueue"] = "true" }, new Dictionary<string, string>());

        Assert.Same(orders, _simulation.Queue("orders.fifo"));
    }

    [Fact]
    public void A_handler_reaches_a_queue_of_its_account_and_region()
    {
        var orders = _simulation.AddQueue("orders");
        var count = _simulation.AddFunction("count", (LambdaContext context) => context.Queue("orders").Messages.Count);
        _simulation.Add("ship", Code.Throwing("no stock"), f => f with { DeadLetterQueue = Destination.To(orders), MaximumRetryAttempts = 0 }).Send(7);
        _simulation.RunUntilIdle();

        Assert.Equal(1, count.Invoke().Value<int>());
    }

    [Fact]
    public void A_queue_that_does_not_exist_is_missed_with_the_nearest_names()
    {
        Assert.Equal("Queue not found: order; this simulation has no queue yet", Missed());
        _simulation.AddQueue("orders");

        Assert.Equal("Queue not found: order; nearest is orders", Missed());

        string Missed() => Assert.Throws<ResourceNotFoundException>(() => _simulation.Queue("order")).Message;
    }

    [Fact]
    public void A_handler_misses_a_queue_by_its_ARN()
    {
        var count = _simulation.AddFunction("count", (LambdaContext context) => context.Queue("orders").Messages.Count);

        Assert.Equal("Queue not found: arn:aws:sqs:us-east-1:123456789012:orders", count.Invoke().Error?.Message);
    }
}
