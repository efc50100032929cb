using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>Deployed handlers behind services of the simulation.</summary>
public sealed class BatchTests
{
    [Fact]
    public void A_handler_with_AWS_types_that_a_queue_feeds_gives_back_what_fails()
    {
        using var simulation = new Simulation(seed: 1);
        var dead = simulation.AddQueue("dead");
        var orders = simulation.AddQueue("orders", q => q with { VisibilityTimeout = 30.Seconds, Redrive = new("dead", MaxReceiveCount: 2) });
        var function = simulation.AddDeployed("orders", Corpus.Folder("Batch"), "Batch::Batch.Function::Handle", f => f with { Timeout = 30.Seconds });
        function.On(orders, batch: 10, partial: true);
        foreach (var body in new[] { "one", "poison", "two" })
        {
            orders.Send(body);
        }

        simulation.AdvanceBy(5.Minutes);

        Assert.Equal(["poison"], dead.Messages.Select(m => m.Body));
        Assert.Equal(0, orders.ApproximateNumberOfMessages);
    }
}
