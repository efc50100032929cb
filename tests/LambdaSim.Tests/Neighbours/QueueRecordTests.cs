using LambdaSim.Events;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Each message leaves its way in the event log, and has one fate there.</summary>
public class QueueRecordTests
{
    private readonly QueueWorld _world = new();

    [Fact]
    public void A_message_that_is_deleted()
    {
        var queue = _world.Create();
        queue.Put("hello");
        _world.Pass(1);
        var handle = queue.Get()[0].Handle;
        _world.Pass(2);
        queue.Delete(handle);

        Assert.True(_world.End().IsBalanced);
        Assert.Equal(
            [
                "0 MessageSent, queue orders, Client, message 0, 5 bytes",
                "1 MessageReceived, queue orders, message 0, received 1 times",
                "3 MessageEnded, queue orders, Deleted, message 0, received 1 times",
            ],
            _world.Rows);
    }

    [Fact]
    public void A_message_that_comes_back_when_its_visibility_timeout_runs_out()
    {
        var queue = _world.Create();
        queue.Put("a");
        queue.Get(1, visibility: 10);
        _world.Pass(25);
        queue.Get(1, visibility: 30);

        Assert.Equal(1, _world.End().MessagesAtEnd);
        Assert.Equal(
            [
                "0 MessageSent, queue orders, Client, message 0, 1 bytes",
                "0 MessageReceived, queue orders, message 0, received 1 times",
                "25 MessageReturned, queue orders, VisibilityTimeout, message 0, received 1 times",
                "25 MessageReceived, queue orders, message 0, received 2 times",
                "25 MessageAtEnd, queue orders, InFlight, message 0, received 2 times",
            ],
            _world.Rows);
    }

    [Fact]
    public void A_message_that_its_consumer_gives_back()
    {
        var queue = _world.Create();
        queue.Put("a");
        var handle = queue.Get()[0].Handle;
        _world.Pass(5);
        queue.ChangeVisibility(handle, 0);
        _world.End();

        Assert.Equal(
            [
                "0 MessageSent, queue orders, Client, message 0, 1 bytes",
                "0 MessageReceived, queue orders, message 0, received 1 times",
                "5 MessageReturned, queue orders, VisibilityChanged, message 0, received 1 times",
                "5 MessageAtEnd, queue orders, Ready, message 0, received 1 times",
            ],
            _world.Rows);
    }

    [Fact]
    public void A_message_that_goes_to_the_dead_letter_queue_keeps_its_number()
    {
        var dead = _world.Create("failed");
        var queue = _world.Create("orders", ("RedrivePolicy", QueueWorld.Redrive(dead, 1)));
        queue.Put("a");
        queue.Get(1, visibility: 10);
        _world.Pass(10);
        queue.Get();
        dead.Delete(dead.Get()[0].Handle);

        Assert.True(_world.End().IsBalanced);
        Assert.Equal(
            [
                "0 MessageSent, queue orders, Client, message 0, 1 bytes",
                "0 MessageReceived, queue orders, message 0, received 1 times",
                "10 MessageReturned, queue orders, VisibilityTimeout, message 0, received 1 times",
                "10 MessageMoved, queue orders, DeadLettered, message 0 to queue failed",
                "10 MessageReceived, queue failed, message 0, received 2 times",
                "10 MessageEnded, queue failed, Deleted, message 0, received 2 times",
            ],
            _world.Rows);
    }

    [Fact]
    public void A_message_that_expires_has_its_fate_when_the_queue_is_used_next()
    {
        var queue = _world.Create("orders", ("MessageRetentionPeriod", "60"));
        queue.Put("a");
        _world.Pass(100);
        queue.Put("b");

        Assert.Equal((1L, 1L), _world.End() is var balance ? (balance.MessagesExpired, balance.MessagesAtEnd) : default);
        Assert.Equal(
            [
                "0 MessageSent, queue orders, Client, message 0, 1 bytes",
                "100 MessageSent, queue orders, Client, message 1, 1 bytes",
                "100 MessageEnded, queue orders, Expired, message 0, received 0 times",
                "100 MessageAtEnd, queue orders, Ready, message 1, received 0 times",
            ],
            _world.Rows);
    }

    [Fact]
    public void A_message_that_expired_before_the_end_is_not_there_at_the_end()
    {
        _world.Create("orders", ("MessageRetentionPeriod", "60")).Put("a");
        _world.Pass(60);

        Assert.Equal((1L, 0L), _world.End() is var balance ? (balance.MessagesExpired, balance.MessagesAtEnd) : default);
    }

    [Fact]
    public void Messages_of_a_queue_that_is_purged()
    {
        var queue = _world.Create();
        queue.Put("a");
        queue.Put("b", delay: 10);
        _world.Pass(1);
        queue.Purge();

        Assert.Equal(2, _world.End().MessagesPurged);
        Assert.Equal(
            [
                "0 MessageSent, queue orders, Client, message 0, 1 bytes",
                "0 MessageSent, queue orders, Client, message 1, 1 bytes",
                "1 MessageEnded, queue orders, Purged, message 0, received 0 times",
                "1 MessageEnded, queue orders, Purged, message 1, received 0 times",
            ],
            _world.Rows);
    }

    [Fact]
    public void Messages_of_a_queue_that_is_deleted()
    {
        _world.Create().Put("a");
        _world.Pass(1);
        _world.Service.Delete("orders");

        Assert.Equal(1, _world.End().MessagesGoneWithQueue);
        Assert.Equal(
            [
                "0 MessageSent, queue orders, Client, message 0, 1 bytes",
                "1 MessageEnded, queue orders, QueueDeleted, message 0, received 0 times",
            ],
            _world.Rows);
    }

    [Fact]
    public void A_delayed_message_at_the_end()
    {
        _world.Create().Put("a", delay: 10);
        _world.End();

        Assert.Equal("0 MessageAtEnd, queue orders, Delayed, message 0, received 0 times", _world.Rows[^1]);
    }

    [Fact]
    public void A_duplicate_is_no_message_of_its_own()
    {
        var queue = _world.Create("orders.fifo", ("FifoQueue", "true"));
        queue.Put("a", group: "g", id: "1");
        _world.Pass(1);
        queue.Put("a", group: "g", id: "1");

        Assert.Equal((1L, 1L), _world.End() is var balance ? (balance.MessagesSent, balance.MessagesAtEnd) : default);
        Assert.Equal(
            [
                "0 MessageSent, queue orders.fifo, Client, message 0, 1 bytes",
                "1 MessageDuplicated, queue orders.fifo, Client, message 0, received 0 times",
                "1 MessageAtEnd, queue orders.fifo, Ready, message 0, received 0 times",
            ],
            _world.Rows);
    }

    [Fact]
    public void After_the_end_nothing_is_recorded()
    {
        var queue = _world.Create();
        queue.Put("a");
        _world.End();
        queue.Put("b");
        queue.Purge();

        Assert.Equal(["0 MessageSent, queue orders, Client, message 0, 1 bytes", "0 MessageAtEnd, queue orders, Ready, message 0, received 0 times"], _world.Rows);
    }

    [Fact]
    public void A_queue_is_announced_with_its_first_record_and_again_with_other_settings()
    {
        var queue = _world.Create("orders", ("VisibilityTimeout", "5"));
        _world.Create("unused");
        queue.Put("a");
        queue.Set(new Dictionary<string, string> { ["VisibilityTimeout"] = "7" });
        queue.Put("b");

        Assert.True(_world.End().IsBalanced);
        Assert.Equal(["0 orders VisibilityTimeout=5", "1 orders VisibilityTimeout=7"], _world.Records.Resources.Select(r => $"{r.Index} {r.Name} {string.Join(',', r.Settings.Select(s => $"{s.Key}={s.Value}"))}"));
        Assert.Equal([0, 1], _world.Records.Where(e => e.Kind == EventKind.MessageSent).Select(e => e.Resource));
    }
}
