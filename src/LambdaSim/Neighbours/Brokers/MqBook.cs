using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Brokers;

/// <summary>The queues of brokers of one simulation.</summary>
internal sealed class MqBook(INeighbourHost host) : IResourceBook
{
    /// <summary>As ARNs have it.</summary>
    public const string Arns = "mq";

    private readonly List<MqQueue> _queues = [];

    /// <summary>Told of each new queue.</summary>
    public Action<MqQueue> Made { get; set; } = static _ => { };

    public bool IsComplete => false;

    public IEnumerable<string> Notes => _queues.Where(static q => q.IsShared).Select(static q => $"{q}: each of its mappings gets all messages, which a broker would share out among them");

    /// <summary>The queue of a plan: the one that is there, or a new one.</summary>
    /// <exception cref="SimulationConfigException">There is one of another engine.</exception>
    public MqQueue Have(string account, string region, MqQueuePlan plan)
    {
        // Amazon MQ ends names of brokers with a UUID; here with what does not change.
        var broker = Arn.IsMeant(plan.Broker) ? Arn.Parse(plan.Broker) : new Arn("aws", Arns, region, account, $"broker:{plan.Broker}:b-00000000-0000-0000-0000-000000000000");
        if (Find(OfQueue(broker, plan.Name, plan.VirtualHost)) is MqQueue there)
        {
            return there.Engine == plan.Engine
                ? there
                : throw new SimulationConfigException($"queue {plan.Name} of broker {plan.Broker} is one of {there.Engine}, not of {plan.Engine}: ask for it with its own engine");
        }

        var queue = new MqQueue(host, plan, broker);
        _queues.Add(queue);
        Made(queue);
        return queue;
    }

    // ActiveMQ has no virtual hosts.
    public IResource? Find(Arn arn) => _queues.Find(q => arn == OfQueue(q.Broker, q.Name, q.VirtualHost) || (q.Engine == MqEngine.ActiveMq && arn.ToString().StartsWith(OfQueue(q.Broker, q.Name, "").ToString(), StringComparison.Ordinal)));

    /// <summary>What stands for the ARN of a queue, which has none.</summary>
    public static Arn OfQueue(Arn broker, string queue, string virtualHost) => broker with { Resource = $"{broker.Resource}/{queue}::{virtualHost}" };
}

/// <summary>A queue as it was asked for.</summary>
/// <param name="Name">Of the queue.</param>
/// <param name="Broker">Name or ARN.</param>
/// <param name="Engine">Of the broker.</param>
/// <param name="VirtualHost">Of RabbitMQ.</param>
internal sealed record MqQueuePlan(string Name, string Broker, MqEngine Engine, string VirtualHost);
