using LambdaSim.Configuration;
using LambdaSim.Neighbours.Topics;
using LambdaSim.Resources;
using LambdaSim.Worlds;

namespace LambdaSim;

// Where a message goes to many.
public sealed partial class Simulation
{
    /// <summary>The topics of the account and region of <see cref="Options"/>, in ordinal order of their names.</summary>
    public IReadOnlyCollection<Topic> Topics => TopicsAt(Options.AccountId, Options.Region).Topics;

    /// <summary>Adds a topic: a FIFO topic where its name ends in <c>.fifo</c>.</summary>
    /// <param name="name">1 to 256 letters, digits, hyphens and underscores, the end of a FIFO topic's name included.</param>
    /// <param name="deduplicatesByContent">A FIFO topic takes messages of the same text within 5 minutes for one; else each needs a deduplication id.</param>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    /// <exception cref="AwsServiceException">The name is none, or a standard topic is to compare messages.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.AddTopic("orders");
    /// orders.Subscribe(simulation.AddQueue("invoices"), raw: true);
    /// </code>
    /// </example>
    public Topic AddTopic(string name, bool deduplicatesByContent = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        RequireOpen(nameof(AddTopic));
        var topic = TopicsAt(Options.AccountId, Options.Region).Add(name, deduplicatesByContent);
        _world.Plan = _world.Plan with { Topics = _world.Plan.Topics.Add(new PlannedTopic(name, deduplicatesByContent)) };
        return topic;
    }

    /// <summary>The topic of a name in the account and region of <see cref="Options"/>, whoever made it.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// simulation.Topic("orders").Publish("order 7 was paid");
    /// simulation.RunUntilIdle();
    /// </code>
    /// </example>
    public Topic Topic(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Here.Directory.Find(Arn.OfTopic(Options.Region, Options.AccountId, name)) as Topic ?? throw NearestName.NotFound("topic", name, Topics.Select(static t => t.Name));
    }

    /// <summary>SNS in an account and region.</summary>
    /// <exception cref="SimulationConfigException">One of them is none.</exception>
    internal TopicService TopicsAt(string account, string region)
    {
        RunSeed.Use(Seed);
        SimulationOptionsFaults.RequireAddress(account, region);
        return _world.Topics.At(account, region);
    }

    private void Fill(IEnumerable<PlannedTopic> topics)
    {
        foreach (var topic in topics)
        {
            AddTopic(topic.Name, topic.DeduplicatesByContent);
        }
    }

    private void Fill(IEnumerable<PlannedSubscription> subscriptions)
    {
        foreach (var planned in subscriptions)
        {
            _world.Topics.Find(Arn.Parse(planned.Topic))!.Subscribe(planned.Protocol, planned.Endpoint, planned.Attributes);
            Remember(planned);
        }
    }

    private void Remember(PlannedSubscription subscription) => _world.Plan = _world.Plan with { Subscriptions = _world.Plan.Subscriptions.Add(subscription) };
}
