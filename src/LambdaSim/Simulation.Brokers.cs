using LambdaSim.Neighbours.Brokers;
using LambdaSim.Neighbours.ChangeStreams;

namespace LambdaSim;

// Queues of brokers and change streams in memory.
public sealed partial class Simulation
{
    /// <summary>A queue of a broker of Amazon MQ in memory: the one of this name, or a new one. No client of the broker can reach it.</summary>
    /// <param name="name">Of the queue.</param>
    /// <param name="engine">Of the broker.</param>
    /// <param name="broker">Name or ARN of the broker.</param>
    /// <param name="virtualHost">Of RabbitMQ.</param>
    /// <exception cref="SimulationConfigException">There is one of another engine.</exception>
    public MqQueue MqQueue(string name, MqEngine engine = MqEngine.ActiveMq, string broker = "broker", string virtualHost = "/")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(broker);
        ArgumentException.ThrowIfNullOrWhiteSpace(virtualHost);
        return Have(new MqQueuePlan(name, broker, engine, virtualHost));
    }

    /// <summary>The change stream of a collection of Amazon DocumentDB in memory, or of all of a database: the one that is there, or a new one.</summary>
    /// <param name="database">Name of the database.</param>
    /// <param name="collection">Name of the collection; null: all of the database.</param>
    /// <param name="cluster">Name or ARN of the cluster.</param>
    public ChangeStream ChangeStream(string database, string? collection = null, string cluster = "docdb")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        ArgumentException.ThrowIfNullOrWhiteSpace(cluster);
        return Have(new ChangeStreamPlan(database, collection, cluster));
    }

    private MqQueue Have(MqQueuePlan plan)
    {
        RequireOpen(nameof(MqQueue));
        var queue = Here._world.Brokers.Have(Options.AccountId, Options.Region, plan);
        if (!_loop.IsRunning && !_world.Plan.MqQueues.Contains(queue.Plan))
        {
            _world.Plan = _world.Plan with { MqQueues = _world.Plan.MqQueues.Add(queue.Plan) };
        }

        return queue;
    }

    private ChangeStream Have(ChangeStreamPlan plan)
    {
        RequireOpen(nameof(ChangeStream));
        var stream = Here._world.Changes.Have(Options.AccountId, Options.Region, plan);
        if (!_loop.IsRunning && !_world.Plan.ChangeStreams.Contains(stream.Plan))
        {
            _world.Plan = _world.Plan with { ChangeStreams = _world.Plan.ChangeStreams.Add(stream.Plan) };
        }

        return stream;
    }
}
