using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Buses;
using LambdaSim.Resources;

namespace LambdaSim;

// EventBridge.
public sealed partial class Simulation
{
    /// <summary>The event buses of the account and region of <see cref="Options"/>, in ordinal order of their names; <c>default</c> is always there.</summary>
    public IReadOnlyCollection<Bus> Buses => BusesAt(Options.AccountId, Options.Region).Buses;

    /// <summary>Adds an event bus.</summary>
    /// <param name="name">1 to 256 letters, digits, dots, hyphens and underscores.</param>
    /// <exception cref="AwsServiceException">AWS would refuse the name, or there is one.</exception>
    public Bus AddBus(string name)
    {
        RequireOpen(nameof(AddBus));
        var bus = BusesAt(Options.AccountId, Options.Region).Create(name);
        bus.IsPlanned = true;
        return bus;
    }

    /// <summary>The event bus of a name in the account and region of <see cref="Options"/>, whoever made it.</summary>
    /// <param name="name">Its name; left out: the bus that each account has.</param>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.AddBus("orders");
    /// orders.Rule("placed", """{"detail-type":["Order Placed"]}""").To(bill);
    /// orders.Put("shop", "Order Placed", """{"id":"o-1"}""");
    /// </code>
    /// </example>
    public Bus Bus(string name = "default")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Here.Directory.Find(new Arn("aws", Arn.Events, Options.Region, Options.AccountId, $"event-bus/{name}")) as Bus
            ?? throw NearestName.NotFound("event bus", name, Buses.Select(static b => b.Name));
    }

    private void Take(PlannedBus plan)
    {
        var bus = Buses.FirstOrDefault(b => b.Name == plan.Name) ?? AddBus(plan.Name);
        foreach (var rule in plan.Rules)
        {
            bus.Rule(rule.Name, rule.Pattern);
            if (rule.Targets.Count > 0)
            {
                bus.Owner.PutTargets(bus.Name, rule.Name, [.. rule.Targets.Select(static t => JsonNode.Parse(t)!.AsObject())]);
            }
        }
    }

    /// <summary>EventBridge in an account and region.</summary>
    /// <exception cref="SimulationConfigException">One of them is none.</exception>
    internal BusService BusesAt(string account, string region)
    {
        RunSeed.Use(Seed);
        SimulationOptionsFaults.RequireAddress(account, region);
        return _world.Buses.At(account, region);
    }
}
