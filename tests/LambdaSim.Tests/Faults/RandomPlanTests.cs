using System.Text.Json;
using LambdaSim.Faults;
using LambdaSim.Functions.Model;
using LambdaSim.Randomness;
using LambdaSim.Units;

namespace LambdaSim.Tests.Faults;

/// <summary>A shop with code, under plans made at random.</summary>
public sealed class RandomPlanTests
{
    private const int Plans = 100;

    [Fact]
    [Pins("FLT-DRAW")]
    public void The_same_seed_and_plan_give_the_same_log_and_nothing_is_without_a_fate()
    {
        HashSet<FaultSite> struck = [];
        for (var seed = 1ul; seed <= Plans; seed++)
        {
            var plan = PlanOf(seed);
            using var first = Play(seed, plan);
            using var second = Play(seed, plan);
            struck.UnionWith(first.Strikes());

            Assert.True(first.Fingerprint == second.Fingerprint, $"plan {seed} gives two logs:\n{plan}");
            Assert.True(first.Ledger.Open.Count == 0, $"plan {seed} leaves something without a fate:\n{plan}");
        }

        Assert.Equal(FaultSites.All.Select(static r => r.Site), struck.Order());
    }

    [Fact]
    [Pins("FLT-DRAW")]
    public void A_fault_that_struck_nothing_may_be_taken_out()
    {
        for (var seed = 1ul; seed <= Plans; seed++)
        {
            var plan = PlanOf(seed);
            using var whole = Play(seed, plan);
            var idle = whole.FaultTally.Where(static t => t.Struck == 0).Select(static t => t.Fault).ToList();
            using var less = Play(seed, idle.Aggregate(plan, static (p, f) => p.Without(f)));

            // Records name faults by their numbers, which are others now.
            Assert.Equal(whole.Log.Select(static e => (e.Time, e.Kind, e.Invocation, e.Cause)), less.Log.Select(static e => (e.Time, e.Kind, e.Invocation, e.Cause)));
        }
    }

    private static Simulation Play(ulong seed, FaultPlan plan)
    {
        var simulation = new Simulation(seed, new SimulationOptions { Faults = plan });
        var dead = simulation.AddQueue("dead");
        var orders = simulation.AddQueue("orders");
        var stock = simulation.AddBucket("stock");
        var told = simulation.AddTopic("told");
        simulation.Parameters["/price"] = "1";
        var ship = simulation.AddFunction("ship", async (JsonElement batch, LambdaContext context) =>
        {
            stock.Put($"order-{context.AwsRequestId}", context.Parameters["/price"]);
            await context.Delay(1.Seconds);
            told.Publish(context.Time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            return new { batchItemFailures = Array.Empty<string>() };
        }, f => f with { Timeout = 10.Seconds });
        ship.On(orders, batch: 2, partial: true);
        var take = simulation.AddFunction("take", async (int order, LambdaContext context) =>
        {
            using var http = new HttpClient(simulation.CreateHttpHandler());
            await http.GetStringAsync(new Uri($"https://sqs.us-east-1.amazonaws.com/?Action=SendMessage&MessageBody={order}&QueueUrl=https%3A%2F%2Fsqs.us-east-1.amazonaws.com%2F123456789012%2Forders"));
            return order % 3 == 0 ? throw new FormatException("no order") : order;
        }, f => f with { Timeout = 10.Seconds, DeadLetterQueue = Destination.To(dead), MaximumRetryAttempts = 1 });
        told.Subscribe(dead);
        var clicks = simulation.AddStream("clicks");
        simulation.AddFunction("count", async (JsonElement _, LambdaContext context) => await context.Delay(1.Seconds)).On(clicks);
        for (var i = 0; i < 12; i++)
        {
            try
            {
                take.Send(i);
            }
            catch (ResourceConflictException)
            {
                // It has failed: nothing was accepted.
            }

            if (i == 6)
            {
                simulation.Parameters["/price"] = "2";
                simulation.Lambda.UpdateFunctionConfiguration(new UpdateFunctionConfigurationRequest { FunctionName = "ship", MemorySize = 256 });
            }

            clicks.Put("a", "1");
            simulation.AdvanceBy(500.Milliseconds);
        }

        simulation.AdvanceBy(10.Minutes);
        simulation.End();
        return simulation;
    }

    private static FaultPlan PlanOf(ulong seed)
    {
        var draws = 0ul;
        int Below(int end) => (int)(Draw.At(~seed, draws++) % (ulong)end);
        return FaultPlan.Of([.. Enumerable.Range(0, 1 + Below(5)).Select(_ => FaultSites.All[Below(FaultSites.All.Count)]).Select(row => new Fault(row.Site)
        {
            Share = 0.1m * (1 + Below(10)),
            Count = Below(3) == 0 ? 1 + Below(5) : null,
            From = Below(2) == 0 ? Below(8).Seconds : TimeLength.Zero,
            Until = row.NeedsEnd || Below(4) == 0 ? (10 + Below(60)).Seconds : null,
            Zone = row.Required == FaultLimits.Zone ? FaultSites.Zones[Below(3)] : null,
            By = row.Site == FaultSite.StaleRead ? 20.Seconds : null,
        })]);
    }
}
