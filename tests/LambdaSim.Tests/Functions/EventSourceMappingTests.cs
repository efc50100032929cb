using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

public class EventSourceMappingTests
{
    private const string Queue = "arn:aws:sqs:us-east-1:111111111111:q";
    private const string Fifo = "arn:aws:sqs:us-east-1:111111111111:q.fifo";
    private const string Stream = "arn:aws:kinesis:us-east-1:111111111111:stream/s";
    private const string Table = "arn:aws:dynamodb:us-east-1:111111111111:table/t/stream/2026-01-01T00:00:00.000";

    private readonly ServiceWorld _world = new();

    public EventSourceMappingTests()
    {
        ServiceFunctions.Add(_world.Plane, "f");
        _world.Existing.UnionWith([Queue, Fifo, Stream, Table]);
        _world.Plane.Dwell = new ServiceDwell { Mapping = Duration.FromSeconds(5) };
    }

    [Fact]
    [Pins("CTL-MAPPING-STATES")]
    public void A_mapping_passes_through_its_states_in_time()
    {
        var uuid = Create(Queue).UUID!;
        var creating = State(uuid);
        _world.Advance(Duration.FromSeconds(5));
        var enabled = State(uuid);
        var disabling = Update(uuid, new() { UUID = uuid, Enabled = false });
        _world.Advance(Duration.FromSeconds(5));
        var disabled = State(uuid);
        var updating = Update(uuid, new() { UUID = uuid, BatchSize = 5 });
        _world.Advance(Duration.FromSeconds(5));
        var still = State(uuid);
        var enabling = Update(uuid, new() { UUID = uuid, Enabled = true });

        Assert.Equal("Creating Enabled Disabling Disabled Updating Disabled Enabling", string.Join(" ", creating, enabled, disabling, disabled, updating, still, enabling));
    }

    [Fact]
    [Pins("CTL-MAPPING-STATES")]
    public void A_mapping_that_starts_disabled_says_so_at_once() =>
        Assert.Equal("Disabled", _world.Service.CreateEventSourceMapping(new() { FunctionName = "f", EventSourceArn = Queue, Enabled = false }).State);

    [Fact]
    [Pins("CTL-MAPPING-POLLING")]
    public void A_queue_hides_its_messages_for_as_long_as_a_call_may_take()
    {
        _world.Visibility = Duration.FromSeconds(3);
        var uuid = Create(Queue).UUID!;
        _world.Advance(Duration.FromSeconds(5));
        _world.Visibility = Duration.FromSeconds(2);

        const string Refusal = "Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds";
        Assert.Equal(Refusal, Assert.Throws<InvalidParameterValueException>(() => Update(uuid, new() { UUID = uuid, BatchSize = 5 })).Message);
        Assert.Equal(Refusal, Assert.Throws<InvalidParameterValueException>(() => Create(Fifo)).Message);
    }

    [Theory]
    [InlineData(2, null, 2, "cannot be used together")]
    [InlineData(1, null, null, "Pollers must be 2 to 200")]
    [InlineData(null, 1, null, "Pollers must be 2 to 200")]
    [InlineData(50, 40, null, "the minimum no more than the maximum")]
    [InlineData(2, 2_001, null, "at most 2000")]
    [Pins("CTL-MAPPING-POLLING")]
    public void Pollers_of_a_queue_that_cannot_be_are_refused(int? least, int? most, int? concurrency, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidParameterValueException>(() => _world.Service.CreateEventSourceMapping(new()
        {
            FunctionName = "f",
            EventSourceArn = Queue,
            ProvisionedPollerConfig = new() { MinimumPollers = least, MaximumPollers = most },
            ScalingConfig = concurrency is null ? null : new() { MaximumConcurrency = concurrency },
        })).Message, StringComparison.Ordinal);

    [Fact]
    [Pins("CTL-MAPPING-IN-USE")]
    public void A_mapping_in_transition_can_be_neither_changed_nor_deleted()
    {
        var uuid = Create(Queue).UUID!;

        Assert.Equal("Cannot update the event source mapping because it is in use.", Assert.Throws<ResourceInUseException>(() => Update(uuid, new() { UUID = uuid })).Message);
        Assert.Equal("Cannot delete the event source mapping because it is in use.", Assert.Throws<ResourceInUseException>(() => Delete(uuid)).Message);
    }

    [Fact]
    [Pins("CTL-MAPPING-STATES")]
    public void A_deleted_mapping_is_gone_after_a_while_and_outlives_its_function()
    {
        var uuid = Create(Queue).UUID!;
        _world.Advance(Duration.FromSeconds(5)).Plane.Functions.Remove("f");
        var before = State(uuid);
        var deleting = Delete(uuid);
        _world.Advance(Duration.FromSeconds(5));

        Assert.Equal(("Enabled", "Deleting"), (before, deleting));
        Assert.Throws<ResourceNotFoundException>(() => State(uuid));
    }

    [Fact]
    [Pins("CTL-MAPPING-DEFAULTS")]
    public void Each_kind_of_source_has_its_defaults()
    {
        var queue = Create(Queue);
        var stream = Create(Stream);

        Assert.Equal((10, 0, "USER_INITIATED", null), (queue.BatchSize, queue.MaximumBatchingWindowInSeconds, queue.StateTransitionReason, queue.LastProcessingResult));
        Assert.Equal((100, -1, -1, 1, "User action", "No records processed"),
            (stream.BatchSize, stream.MaximumRecordAgeInSeconds, stream.MaximumRetryAttempts, stream.ParallelizationFactor, stream.StateTransitionReason, stream.LastProcessingResult));
    }

    [Fact]
    [Pins("CTL-MAPPING-BATCH")]
    public void A_queue_needs_a_window_for_batches_over_10_and_a_FIFO_queue_has_none()
    {
        var wide = Refused(new() { FunctionName = "f", EventSourceArn = Queue, BatchSize = 11 });
        var fifo = Refused(new() { FunctionName = "f", EventSourceArn = Fifo, MaximumBatchingWindowInSeconds = 1 });

        Assert.Equal("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10", wide);
        Assert.Equal("Batching window is not supported for FIFO queues", fifo);
    }

    [Fact]
    [Pins("CTL-MAPPING-UNSUPPORTED")]
    public void What_a_kind_of_source_does_not_have_is_refused() =>
        Assert.Equal("Unsupported DestinationConfig parameter for given event source mapping type.",
            Refused(new() { FunctionName = "f", EventSourceArn = Stream, StartingPosition = "LATEST", DestinationConfig = new() { OnSuccess = new() { Destination = Queue } } }));

    [Fact]
    [Pins("CTL-MAPPING-SOURCE")]
    public void A_source_and_a_function_must_exist()
    {
        Assert.Equal("Unrecognized event source.", Refused(new() { FunctionName = "f" }));
        Assert.Equal("Function does not exist", Refused(new() { FunctionName = "g", EventSourceArn = Queue }));
        Assert.Equal($"Stream not found: {Stream}2", Refused(new() { FunctionName = "f", EventSourceArn = $"{Stream}2", StartingPosition = "LATEST" }));
        Assert.StartsWith("Error occurred while ReceiveMessage.", Refused(new() { FunctionName = "f", EventSourceArn = $"{Queue}2" }), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("CTL-MAPPING-START")]
    public void A_stream_needs_a_starting_position_that_it_has()
    {
        Assert.Contains("'startingPosition'", Refused(new() { FunctionName = "f", EventSourceArn = Stream }), StringComparison.Ordinal);
        Assert.Equal($"Unsupported starting position for arn type: {Table}", Refused(new() { FunctionName = "f", EventSourceArn = Table, StartingPosition = "AT_TIMESTAMP" }));
    }

    [Fact]
    [Pins("CTL-MAPPING-SINGLE")]
    public void A_source_is_mapped_once_to_each_qualifier_of_a_function()
    {
        var first = Create(Queue);
        var latest = _world.Service.CreateEventSourceMapping(new() { FunctionName = "f:$LATEST", EventSourceArn = Queue });
        var again = Assert.Throws<ResourceConflictException>(() => Create(Queue));

        Assert.Equal(("arn:aws:lambda:us-east-1:111111111111:function:f", "arn:aws:lambda:us-east-1:111111111111:function:f:$LATEST"), (first.FunctionArn, latest.FunctionArn));
        Assert.Equal($"An event source mapping with SQS arn (\" {Queue} \") and function (\" f \") already exists. Please update or delete the existing mapping with UUID {first.UUID}", again.Message);
    }

    [Fact]
    [Pins("CTL-MAPPING-SINGLE")]
    public void Kafka_is_mapped_once_for_each_server_and_topic()
    {
        var first = Kafka("topic", "kafka:1000");
        Kafka("topic_2", "kafka:1000");
        var again = Assert.Throws<ResourceConflictException>(() => Kafka("topic", "kafka:1000", "kafka:2000"));

        Assert.Equal(first.UUID, first.SelfManagedKafkaEventSourceConfig!.ConsumerGroupId);
        Assert.Equal($"An event source mapping with event source (\"kafka:1000,kafka:2000\"), function (\"arn:aws:lambda:us-east-1:111111111111:function:f\"), topics (\"topic\") already exists. Please update or delete the existing mapping with UUID {first.UUID}", again.Message);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("simple string")]
    [InlineData("""[{"eventName": ["INSERT"=123}]""")]
    [InlineData("""{"eventSource": "aws:sqs"}""")]
    [InlineData("""{"eventSource": []}""")]
    [InlineData("""{"eventSource": [{"begins": "a"}]}""")]
    [InlineData("""{"data": ["text"]}""")]
    [Pins("CTL-MAPPING-FILTER")]
    public void A_filter_that_is_no_pattern_is_refused(string pattern) =>
        Assert.Equal("Invalid filter pattern definition.",
            Refused(new() { FunctionName = "f", EventSourceArn = Stream, StartingPosition = "LATEST", FilterCriteria = new() { Filters = [new() { Pattern = pattern }] } }));

    [Fact]
    [Pins("CTL-MAPPING-LIST")]
    public void Mappings_are_listed_by_source_and_function()
    {
        var queue = Create(Queue);
        var stream = Create(Stream);

        Assert.Equal([queue.UUID, stream.UUID], _world.Service.ListEventSourceMappings(new() { FunctionName = "f" }).EventSourceMappings.Select(m => m.UUID));
        Assert.Equal([stream.UUID], _world.Service.ListEventSourceMappings(new() { EventSourceArn = Stream }).EventSourceMappings.Select(m => m.UUID));
    }

    private EventSourceMappingConfiguration Create(string source) =>
        _world.Service.CreateEventSourceMapping(new() { FunctionName = "f", EventSourceArn = source, StartingPosition = source == Queue ? null : "LATEST" });

    private EventSourceMappingConfiguration Kafka(string topic, params string[] servers) => _world.Service.CreateEventSourceMapping(new()
    {
        FunctionName = "f", Topics = [topic], SourceAccessConfigurations = [new() { Type = "BASIC_AUTH", URI = "arn" }],
        SelfManagedEventSource = new() { Endpoints = new Dictionary<string, IReadOnlyList<string>> { ["KAFKA_BOOTSTRAP_SERVERS"] = servers } },
    });

    private string Refused(CreateEventSourceMappingRequest request) =>
        Assert.Throws<InvalidParameterValueException>(() => _world.Service.CreateEventSourceMapping(request)).Message;

    private string? State(string uuid) => _world.Service.GetEventSourceMapping(new() { UUID = uuid }).State;

    private string? Update(string uuid, UpdateEventSourceMappingRequest request) => _world.Service.UpdateEventSourceMapping(request with { UUID = uuid }).State;

    private string? Delete(string uuid) => _world.Service.DeleteEventSourceMapping(new() { UUID = uuid }).State;
}
