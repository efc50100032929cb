using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Neighbours.Brokers;
using LambdaSim.Neighbours.ChangeStreams;
using LambdaSim.Neighbours.Kafka;

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

    /// <summary>Lets AWS read a queue of a broker and invoke the function with batches of its messages: an event source mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <example>
    /// <code>
    /// import.On(simulation.MqQueue("orders"));
    /// </code>
    /// </example>
    public EventSourceMapping On(MqQueue queue, MqMappingConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return _simulation.Map(MappingRequests.Create(((IDestinationTarget)this).Arn, queue.BrokerArn, queue.Name, queue.Engine == MqEngine.RabbitMq ? queue.VirtualHost : null, config ?? new MqMappingConfig()));
    }

    /// <summary>Lets AWS read a change stream and invoke the function with batches of its changes: an event source mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <example>
    /// <code>
    /// import.On(simulation.ChangeStream("shop", "orders"));
    /// </code>
    /// </example>
    public EventSourceMapping On(ChangeStream stream, ChangeStreamMappingConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return _simulation.Map(MappingRequests.Create(((IDestinationTarget)this).Arn, stream.ClusterArn, stream.Database, stream.Collection, config ?? new ChangeStreamMappingConfig()));
    }
}
