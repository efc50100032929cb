using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Neighbours;

/// <summary>What a message keeps when a queue gives it up, and what it does not.</summary>
public class DeadLetterQueueTests
{
    private const int Day = 86_400;
    private const string FourDays = "345600";

    private readonly QueueWorld _world = new();

    [Fact]
    [Pins("SQS-DEAD-LETTER")]
    public void In_a_standard_dead_letter_queue_retention_goes_on_from_the_first_send()
    {
        var dead = GivenUpAfterADay("dead", "orders");

        _world.Pass((3 * Day) - 1);
        Assert.Equal(1, dead.Count);
        _world.Pass(1);
        Assert.Equal(0, dead.Count);
    }

    [Fact]
    [Pins("SQS-DEAD-LETTER")]
    public void In_a_FIFO_dead_letter_queue_retention_begins_anew()
    {
        var dead = GivenUpAfterADay("dead.fifo", "orders.fifo");

        _world.Pass((4 * Day) - 1);
        Assert.Equal(1, dead.Count);
        _world.Pass(1);
        Assert.Equal(0, dead.Count);
    }

    [Fact]
    [Pins("SQS-DEAD-LETTER")]
    public void In_a_FIFO_dead_letter_queue_the_deduplication_id_is_the_messages_own_id()
    {
        var message = GivenUpAfterADay("dead.fifo", "orders.fifo").Get()[0];

        Assert.Equal(message.Message.Id, message.SystemAttributes()["MessageDeduplicationId"]);
    }

    [Fact]
    [Pins("SQS-DEAD-LETTER")]
    public void Receives_are_counted_over_all_queues()
    {
        var dead = GivenUpAfterADay("dead", "orders");

        Assert.Equal(["2", "3"], new[] { dead.Get(1, 0), dead.Get(1, 0) }.Select(m => m[0].SystemAttributes()["ApproximateReceiveCount"]));
    }

    [Fact]
    [Pins("SQS-RETENTION")]
    public void A_message_that_is_older_than_those_before_it_ends_first()
    {
        var dead = _world.Create("dead", ("MessageRetentionPeriod", "100"));
        var orders = _world.Create("orders", ("RedrivePolicy", QueueWorld.Redrive(dead, 1)));
        orders.Put("old");
        orders.Get(1, 0);
        _world.Pass(50);
        dead.Put("young");
        orders.Get();
        _world.Pass(50);

        Assert.Equal(["young"], dead.Get().Bodies());
    }

    private Queue GivenUpAfterADay(string deadName, string name)
    {
        (string, string)[] kind = name.EndsWith(".fifo", StringComparison.Ordinal) ? [("FifoQueue", "true"), ("ContentBasedDeduplication", "true")] : [];
        var dead = _world.Create(deadName, [("MessageRetentionPeriod", FourDays), .. kind]);
        var queue = _world.Create(name, [("MessageRetentionPeriod", FourDays), ("RedrivePolicy", QueueWorld.Redrive(dead, 1)), .. kind]);
        queue.Put("a", kind.Length > 0 ? "g" : null);
        queue.Get(1, 1);
        _world.Pass(Day);
        queue.Get();
        return dead;
    }
}
