using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Order and duplicates of FIFO queues.</summary>
public class FifoQueueTests
{
    private readonly QueueWorld _world = new();
    private readonly Queue _queue;

    public FifoQueueTests() => _queue = _world.Create("orders.fifo", ("FifoQueue", "true"));

    [Fact]
    [Pins("SQS-FIFO-GROUP")]
    public void While_a_message_of_a_group_is_in_flight_the_group_waits()
    {
        Put("a1", "a2", "b1");

        Assert.Equal(["a1"], _queue.Get(1).Bodies());
        var second = _queue.Get();
        Assert.Equal(["b1"], second.Bodies());
        _queue.Delete(second[0].Handle);
        _world.Pass(30);
        Assert.Equal(["a1", "a2"], _queue.Get().Bodies());
    }

    [Fact]
    [Pins("SQS-FIFO-DUPLICATES")]
    public void A_message_sent_again_within_five_minutes_is_the_first_one()
    {
        var first = _queue.Put("a", "g", "once");
        _queue.Delete(_queue.Get()[0].Handle);
        _world.Pass(299);

        Assert.Same(first, _queue.Put("a", "g", "once"));
        Assert.Empty(_queue.Get());
        _world.Pass(1);
        Assert.NotSame(first, _queue.Put("a", "g", "once"));
        Assert.Single(_queue.Get());
    }

    [Fact]
    public void Content_is_an_id_where_the_queue_says_so()
    {
        Assert.Contains("ContentBasedDeduplication", QueueWorld.Refused(() => _queue.Put("a", "g")).Message, StringComparison.Ordinal);
        _queue.Set(new Dictionary<string, string> { ["ContentBasedDeduplication"] = "true" });

        Assert.Same(_queue.Put("a", "g"), _queue.Put("a", "h"));
        Assert.NotSame(_queue.Put("a", "g"), _queue.Put("b", "g"));
    }

    [Fact]
    [Pins("SQS-FIFO-DUPLICATES")]
    public void Duplicates_may_be_counted_within_each_group()
    {
        _queue.Set(new Dictionary<string, string> { ["DeduplicationScope"] = "messageGroup" });

        Assert.NotSame(_queue.Put("a", "g", "once"), _queue.Put("a", "h", "once"));
    }

    [Fact]
    [Pins("SQS-FIFO-GROUP")]
    public void A_receive_takes_as_many_of_one_group_as_it_can()
    {
        Put("a1", "b1", "a2");

        Assert.Equal(["a1", "a2"], _queue.Get(2).Bodies());
        Assert.Equal(["b1"], _queue.Get(2).Bodies());
    }

    [Fact]
    [Pins("SQS-FIFO-GROUP")]
    public void A_group_waits_for_the_last_of_it_that_is_in_flight()
    {
        Put("a1", "a2", "a3");
        var taken = _queue.Get(2);
        _queue.Delete(taken[0].Handle);

        Assert.Empty(_queue.Get());
        _queue.Delete(taken[1].Handle);
        Assert.Equal(["a3"], _queue.Get().Bodies());
    }

    [Fact]
    [Pins("SQS-IN-FLIGHT")]
    public void At_the_limit_a_FIFO_queue_gives_nothing_and_no_error()
    {
        var queue = new QueueWorld { MaxFifoInFlight = 2 }.Create("small.fifo", ("FifoQueue", "true"));
        foreach (var body in new[] { "a1", "b1", "c1" })
        {
            queue.Put(body, body, body);
        }

        Assert.Equal(["a1", "b1"], queue.Get().Bodies());
        Assert.Empty(queue.Get());
    }

    [Theory]
    [InlineData("current", 120_000)]
    [InlineData("2024-10-31", 20_000)]
    [Pins("SQS-IN-FLIGHT")]
    public void Until_November_2024_a_FIFO_queue_had_less_in_flight(string quotas, int most) =>
        Assert.Equal(most, LambdaSim.Configuration.QuotaProfile.Parse(quotas)!.MaxFifoInFlight);

    [Fact]
    [Pins("SQS-ATTEMPT")]
    public void A_receive_that_is_repeated_gives_the_same_messages_and_their_visibility_begins_anew()
    {
        Put("a1", "b1");
        var first = Attempt("try");
        _world.Pass(20);

        Assert.Equal(first.Select(m => m.Handle), Attempt("try").Select(m => m.Handle));
        _world.Pass(29);
        Assert.Empty(_queue.Get());
        _world.Pass(1);
        Assert.Equal(["a1", "b1"], _queue.Get().Bodies());
    }

    [Fact]
    [Pins("SQS-ATTEMPT")]
    public void A_receive_is_a_new_one_when_a_message_of_the_first_was_deleted_or_changed()
    {
        Put("a1", "b1", "c1");
        var first = Attempt("try", 1);
        _queue.Delete(first[0].Handle);
        var second = Attempt("try", 1);
        _queue.ChangeVisibility(second[0].Handle, 60);

        Assert.Equal(["b1"], second.Bodies());
        Assert.Equal(["c1"], Attempt("try", 1).Bodies());
    }

    [Fact]
    [Pins("SQS-VISIBILITY")]
    public void After_its_timeout_visibility_cannot_be_changed()
    {
        Put("a1");
        var handle = _queue.Get()[0].Handle;
        _world.Pass(30);

        Assert.Equal("InvalidParameterValue", QueueWorld.Refused(() => _queue.ChangeVisibility(handle, 5)).Code);
    }

    [Theory]
    [InlineData("FifoQueue", "true", "InvalidAttributeName", "Unknown Attribute FifoQueue.")]
    [InlineData("ContentBasedDeduplication", "true", "InvalidAttributeName", "Unknown Attribute ContentBasedDeduplication.")]
    [InlineData("DeduplicationScope", "queue", "InvalidAttributeName", "You can specify the DeduplicationScope only when FifoQueue is set to true.")]
    [InlineData("FifoThroughputLimit", "perQueue", "InvalidAttributeName", "You can specify the FifoThroughputLimit only when FifoQueue is set to true.")]
    [Pins("SQS-FIFO-TYPE")]
    public void A_standard_queue_has_no_attributes_of_FIFO_queues(string name, string value, string code, string message)
    {
        var standard = _world.Create("standard");

        Assert.Equal((code, message), QueueWorld.Refused(() => standard.Set(new Dictionary<string, string> { [name] = value })));
    }

    [Fact]
    [Pins("SQS-FIFO-TYPE")]
    public void The_type_of_a_queue_cannot_be_changed()
    {
        _queue.Set(new Dictionary<string, string> { ["FifoQueue"] = "True" });

        Assert.Equal(
            ("InvalidAttributeValue", "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported."),
            QueueWorld.Refused(() => _queue.Set(new Dictionary<string, string> { ["FifoQueue"] = "false" })));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    [InlineData("TRUE")]
    [Pins("SQS-ATTRIBUTES")]
    public void Booleans_are_taken_in_any_case(string value)
    {
        var queue = _world.Create("any.fifo", ("FifoQueue", value), ("ContentBasedDeduplication", value));

        Assert.Equal(("true", "true"), (queue.Settings.Values["FifoQueue"], queue.Settings.Values["ContentBasedDeduplication"]));
        Assert.Same(queue, _world.Create("any.fifo", ("FifoQueue", "true")));
    }

    [Fact]
    public void Sequence_numbers_grow_and_are_shown()
    {
        Put("a1", "a2");

        var numbers = _queue.Get().Select(m => m.SystemAttributes()["SequenceNumber"]).ToList();
        Assert.Equal(20, numbers[0].Length);
        Assert.True(string.CompareOrdinal(numbers[0], numbers[1]) < 0);
    }

    [Fact]
    [Pins("SQS-DELETE")]
    public void A_handle_ends_with_its_visibility_timeout()
    {
        Put("a1");
        var handle = _queue.Get()[0].Handle;
        _world.Pass(30);

        Assert.Contains("The receipt handle has expired.", QueueWorld.Refused(() => _queue.Delete(handle)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_is_needed_and_a_delay_of_ones_own_is_refused()
    {
        Assert.Equal("MissingParameter", QueueWorld.Refused(() => _queue.Put("a", null, "id")).Code);
        Assert.Equal("InvalidParameterValue", QueueWorld.Refused(() => _queue.Put("a", "g", "id", 3)).Code);
    }

    [Fact]
    public void A_standard_queue_is_no_dead_letter_queue_of_a_FIFO_queue()
    {
        var standard = _world.Create("dead");

        Assert.Contains("same type", QueueWorld.Refused(() => _queue.Set(new Dictionary<string, string> { ["RedrivePolicy"] = QueueWorld.Redrive(standard, 1) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_cannot_send_its_records_to_it()
    {
        using var simulation = new Simulation();
        var fifo = simulation.QueuesAt(simulation.Options.AccountId, simulation.Options.Region).Create("told.fifo", new Dictionary<string, string> { ["FifoQueue"] = "true" }, new Dictionary<string, string>());

        Assert.Throws<InvalidParameterValueException>(() => simulation.AddFunction("f", static () => 2, f => f with { OnSuccess = new(fifo.Arn) }));
    }

    private IReadOnlyList<ReceivedMessage> Attempt(string id, int max = 10)
    {
        IReadOnlyList<ReceivedMessage> found = [];
        _queue.Receive(new ReceiveRequest { Max = max, WaitSeconds = 0, AttemptId = id }, m => found = m);
        return found;
    }

    private void Put(params string[] bodies)
    {
        foreach (var body in bodies)
        {
            _queue.Put(body, body[..1], body);
        }
    }
}
