using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Worlds;

/// <summary>Queues of a configuration in a simulation with code.</summary>
public sealed class ConfiguredQueueTests
{
    private static readonly SimulationConfig _shop = ConfigJson.Read("""
        {
          "queues": {
            "failed": { "retention": "1h", "visibilityTimeout": "45s", "redrive": { "deadLetterQueue": "given-up", "maxReceiveCount": 3 } },
            "given-up": {},
            "orders.fifo": { "delay": "2s" }
          },
          "defaults": { "maximumRetryAttempts": 0 },
          "functions": { "pay": { "deadLetterQueue": "failed" } }
        }
        """);

    [Fact]
    public void They_are_there_from_the_start_with_their_settings()
    {
        using var simulation = new Simulation(new SimulationOptions { World = _shop });
        var failed = simulation.Queues.First(q => q.Name == "failed");

        Assert.Equal(["failed", "given-up", "orders.fifo"], simulation.Queues.Select(q => q.Name));
        Assert.Equal((Duration.FromHours(1), Duration.FromSeconds(45), 3), (failed.Settings.Retention, failed.Settings.Visibility, failed.Settings.Redrive!.MaxReceives));
        Assert.Equal("arn:aws:sqs:us-east-1:123456789012:given-up", failed.Settings.Redrive.Target);
    }

    [Fact]
    public void Functions_of_the_configurations_names_send_to_them()
    {
        using var simulation = new Simulation(new SimulationOptions { World = _shop, Region = "eu-west-1" });
        var pay = simulation.AddFunction("pay", (int amount) => amount < 0 ? throw new ArgumentException("less than nothing") : amount);
        pay.Send(-1);
        simulation.RunUntilIdle();

        Assert.Equal("arn:aws:sqs:eu-west-1:123456789012:failed", pay.Config.DeadLetterQueue!.Arn);
        Assert.Equal("-1", simulation.Queues.First(q => q.Name == "failed").Messages.Single().Body);
    }

    [Fact]
    public void A_destination_can_be_given_by_its_name()
    {
        using var simulation = new Simulation();
        simulation.AddQueue("done");
        simulation.AddFunction("audit", Distribution.Fixed(Duration.FromMilliseconds(1)));
        var pay = simulation.AddFunction("pay", (int amount) => amount, f => f with { OnSuccess = Destination.ToQueue("done"), OnFailure = Destination.ToFunction("audit") });

        Assert.Equal("arn:aws:sqs:us-east-1:123456789012:done", pay.Config.OnSuccess!.Arn);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:audit", pay.Config.OnFailure!.Arn);
    }

    [Fact]
    public void They_are_part_of_a_world_made_anew()
    {
        using var simulation = new Simulation(new SimulationOptions { World = _shop });
        using var again = simulation.Again();

        Assert.Equal(["failed", "given-up", "orders.fifo"], again.Queues.Select(q => q.Name));
    }
}
