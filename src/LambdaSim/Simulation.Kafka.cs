using LambdaSim.Configuration;
using LambdaSim.Neighbours.Kafka;

namespace LambdaSim;

// Kafka topics in memory.
public sealed partial class Simulation
{
    private const string DefaultCluster = "kafka";

    /// <summary>A Kafka topic in memory, of an MSK cluster: the one of this name, or a new one. No client of Kafka can reach it.</summary>
    /// <param name="name">Of the topic.</param>
    /// <param name="partitions">How many partitions it has: 1 to 10,000.</param>
    /// <param name="cluster">Name or ARN of its MSK cluster.</param>
    /// <exception cref="SimulationConfigException">There is one with other partitions.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.KafkaTopic("orders", partitions: 3);
    /// import.On(orders);
    /// orders.Put("customer-7", """{"sku":"book"}""");
    /// simulation.RunUntilIdle();
    /// </code>
    /// </example>
    public KafkaTopic KafkaTopic(string name, int partitions = 1, string cluster = DefaultCluster)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(cluster);
        var host = cluster[(cluster.LastIndexOf(':') + 1)..].Split('/') is [_, var named, ..] ? named : cluster;
        return Have(new KafkaTopicPlan(name, partitions, cluster, [Text.Invariant($"b-1.{host}.kafka.{Options.Region}.amazonaws.com:9092"), Text.Invariant($"b-2.{host}.kafka.{Options.Region}.amazonaws.com:9092")]));
    }

    /// <summary>A Kafka topic in memory, of a cluster that AWS does not manage: the one of this name and one of these servers, or a new one.</summary>
    /// <param name="name">Of the topic.</param>
    /// <param name="servers">Bootstrap servers, such as <c>kafka.example.com:9092</c>.</param>
    /// <param name="partitions">How many partitions it has: 1 to 10,000.</param>
    /// <exception cref="SimulationConfigException">There is one with other partitions.</exception>
    public KafkaTopic SelfManagedKafkaTopic(string name, IReadOnlyList<string> servers, int partitions = 1)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(servers);
        ArgumentOutOfRangeException.ThrowIfZero(servers.Count, nameof(servers));
        return Have(new KafkaTopicPlan(name, partitions, null, [.. servers]));
    }

    private KafkaTopic Have(KafkaTopicPlan plan)
    {
        RequireOpen(nameof(KafkaTopic));
        var topic = Here._world.Kafka.Have(Options.AccountId, Options.Region, plan);
        if (!_loop.IsRunning && !_world.Plan.KafkaTopics.Contains(topic.Plan))
        {
            _world.Plan = _world.Plan with { KafkaTopics = _world.Plan.KafkaTopics.Add(topic.Plan) };
        }

        return topic;
    }
}
