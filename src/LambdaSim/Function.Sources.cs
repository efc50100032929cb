using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim;

// What a function reads.
public sealed partial class Function
{
    /// <summary>Lets AWS poll a queue and invoke the function with batches of its messages: an event source mapping.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="batch">The most messages of one invocation: 1 to 10,000, of a FIFO queue 1 to 10. More than 10 need a window.</param>
    /// <param name="window">How long a batch is gathered: 0 s to 300 s in whole seconds.</param>
    /// <param name="maximumConcurrency">The most batches at a time: 2 to 1,000; null: as pollers scale.</param>
    /// <param name="partial">The function answers which messages have failed: <c>ReportBatchItemFailures</c>.</param>
    /// <param name="filter">A pattern, a JSON object: messages that it does not match are deleted without a call; null: every message goes to the function.</param>
    /// <exception cref="LambdaServiceException">AWS would refuse it, such as a queue that hides messages for less than the function's timeout.</exception>
    /// <example>
    /// <code>
    /// var mapping = import.On(orders, batch: 5, partial: true);
    /// orders.Send("march.csv");
    /// simulation.RunUntilIdle();
    ///
    /// Assert.Equal(1, mapping.Figures.Deleted);
    /// </code>
    /// </example>
    public EventSourceMapping On(Queue queue, int batch = 10, TimeLength window = default, int? maximumConcurrency = null, bool partial = false, string? filter = null) =>
        On(queue, new QueueMappingConfig
        {
            BatchSize = batch, Window = window, MaximumConcurrency = maximumConcurrency, ReportBatchItemFailures = partial, Filters = filter is null ? [] : [filter],
        });

    /// <summary>Lets AWS poll a queue and invoke the function with batches of its messages: an event source mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    public EventSourceMapping On(Queue queue, QueueMappingConfig config)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(config);
        return _simulation.Map(MappingRequests.Create(((IDestinationTarget)this).Arn, queue.Arn, config));
    }

    /// <summary>Lets AWS read a stream and invoke the function with batches of its records: an event source mapping.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="batch">The most records of one invocation: 1 to 10,000.</param>
    /// <param name="window">How long a batch is gathered: 0 s to 300 s in whole seconds.</param>
    /// <param name="parallel">Batches of one shard at a time: 1 to 10.</param>
    /// <param name="retries">How often a batch that failed is tried again; null: until it succeeds or its records are too old.</param>
    /// <param name="maximumAge">How old a record may become; null: as old as the stream keeps it.</param>
    /// <param name="bisect">A batch that failed is halved.</param>
    /// <param name="partial">The function answers which records have failed: <c>ReportBatchItemFailures</c>.</param>
    /// <param name="filter">A pattern, a JSON object: records that it does not match are passed over; null: every record goes to the function.</param>
    /// <param name="onFailure">What is told of records that are given up; null: nothing is.</param>
    /// <param name="start">Where reading begins; null: at the oldest record.</param>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <example>
    /// <code>
    /// var mapping = report.On(clicks, batch: 100, retries: 3, bisect: true, onFailure: Destination.To(failures));
    /// clicks.Put("customer-7", """{"page":"/cart"}""");
    /// simulation.RunUntilIdle();
    ///
    /// Assert.Equal("OK", mapping.LastProcessingResult);
    /// </code>
    /// </example>
    public EventSourceMapping On(
        DataStream stream, int batch = 100, TimeLength window = default, int parallel = 1, int? retries = null, TimeLength? maximumAge = null, bool bisect = false, bool partial = false,
        string? filter = null, Destination? onFailure = null, StreamPosition? start = null) =>
        On(stream, Settings(batch, window, parallel, retries, maximumAge, bisect, partial, filter, onFailure, start));

    /// <summary>Lets AWS read a stream and invoke the function with batches of its records: an event source mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    public EventSourceMapping On(DataStream stream, StreamMappingConfig config)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OnStream(stream.Arn, config);
    }

    /// <summary>Lets AWS read the stream of a table and invoke the function with batches of its changes: an event source mapping.</summary>
    /// <param name="table">The table, whose stream is on.</param>
    /// <param name="batch">The most changes of one invocation: 1 to 10,000.</param>
    /// <param name="window">How long a batch is gathered: 0 s to 300 s in whole seconds.</param>
    /// <param name="parallel">Batches of one shard at a time: 1 to 10.</param>
    /// <param name="retries">How often a batch that failed is tried again; null: until it succeeds or its changes are too old.</param>
    /// <param name="maximumAge">How old a change may become; null: a day.</param>
    /// <param name="bisect">A batch that failed is halved.</param>
    /// <param name="partial">The function answers which changes have failed: <c>ReportBatchItemFailures</c>.</param>
    /// <param name="filter">A pattern, a JSON object: changes that it does not match are passed over; null: every change goes to the function.</param>
    /// <param name="onFailure">What is told of changes that are given up; null: nothing is.</param>
    /// <param name="start">Where reading begins; null: at the oldest change.</param>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <exception cref="SimulationConfigException">The table never had a stream.</exception>
    public EventSourceMapping On(
        Table table, int batch = 100, TimeLength window = default, int parallel = 1, int? retries = null, TimeLength? maximumAge = null, bool bisect = false, bool partial = false,
        string? filter = null, Destination? onFailure = null, StreamPosition? start = null) =>
        On(table, Settings(batch, window, parallel, retries, maximumAge, bisect, partial, filter, onFailure, start));

    /// <summary>Lets AWS read the stream of a table and invoke the function with batches of its changes: an event source mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <exception cref="SimulationConfigException">The table never had a stream.</exception>
    public EventSourceMapping On(Table table, StreamMappingConfig config)
    {
        ArgumentNullException.ThrowIfNull(table);
        return OnStream(table.StreamArn ?? throw new SimulationConfigException($"table {table.Name} has no stream that a function could read: switch one on, with the table or by UpdateTable"), config);
    }

    /// <summary>Lets AWS read the stream of an ARN, or a consumer of one, and invoke the function with batches of its records: an event source mapping.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it, such as a stream that is not there.</exception>
    public EventSourceMapping OnStream(string streamArn, StreamMappingConfig config)
    {
        ArgumentNullException.ThrowIfNull(streamArn);
        ArgumentNullException.ThrowIfNull(config);
        return _simulation.Map(MappingRequests.Create(((IDestinationTarget)this).Arn, streamArn, config));
    }

    private static StreamMappingConfig Settings(
        int batch, TimeLength window, int parallel, int? retries, TimeLength? maximumAge, bool bisect, bool partial, string? filter, Destination? onFailure, StreamPosition? start) => new()
    {
        BatchSize = batch, Window = window, ParallelizationFactor = parallel, MaximumRetryAttempts = retries, MaximumRecordAge = maximumAge, BisectBatchOnFunctionError = bisect,
        ReportBatchItemFailures = partial, Filters = filter is null ? [] : [filter], OnFailure = onFailure, Start = start ?? StreamPosition.TrimHorizon,
    };
}
