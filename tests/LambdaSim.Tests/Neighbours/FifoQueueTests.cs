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

    private void Put(params string[] bodies)
    {
        foreach (var body in bodies)
        {
            _queue.Put(body, body[..1], body);
        }
    }
}
