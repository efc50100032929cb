using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Neighbours.Kafka;
using LambdaSim.Resources;

namespace LambdaSim;

// What a function reads that is no service of the simulation: topics, queues and change streams in memory.
public sealed partial class Function
{
    /// <summary>Lets AWS read a Kafka topic and invoke the function with batches of its records: an event source mapping.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="batch">The most records of one invocation: 1 to 10,000.</param>
    /// <param name="filter">A pattern, a JSON object; null: every record goes to the function.</param>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <example>
    /// <code>
    /// var mapping = import.On(simulation.KafkaTopic("orders", partitions: 3), batch: 50);
    /// </code>
    /// </example>
    public EventSourceMapping On(KafkaTopic topic, int batch = 100, string? filter = null) =>
        On(topic, new KafkaMappingConfig { BatchSize = batch, Filters = filter is null ? [] : [filter] });

    /// <summary>Lets AWS read a Kafka topic and invoke the function with batches of its records: an event source mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    public EventSourceMapping On(KafkaTopic topic, KafkaMappingConfig config)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(config);
        return _simulation.Map(MappingRequests.Create(((IDestinationTarget)this).Arn, topic.ClusterArn, topic.Servers.Split(','), topic.Name, config));
    }
}
