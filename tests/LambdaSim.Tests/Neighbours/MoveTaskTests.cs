using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Tasks that move messages back from a dead-letter queue.</summary>
public class MoveTaskTests
{
    private readonly QueueWorld _world = new();
    private readonly Queue _dead;
    private readonly Queue _orders;

    public MoveTaskTests()
    {
        _dead = _world.Create("dead");
        _orders = _world.Create("orders", ("RedrivePolicy", QueueWorld.Redrive(_dead, 1)));
    }

    [Fact]
    [Pins("SQS-MOVE-TASK")]
    public void Messages_go_back_to_where_they_came_from()
    {
        var others = _world.Create("others", ("RedrivePolicy", QueueWorld.Redrive(_dead, 1)));
        GiveUp(_orders, "a");
        GiveUp(others, "b");

        var task = Start();
        _world.Pass(0);

        Assert.Equal((MoveTaskStatus.Completed, 2, 2), (task.Status, task.Moved, task.ToMove));
        Assert.Equal(["a"], _orders.Get().Bodies());
        Assert.Equal(["b"], others.Get().Bodies());
    }

    [Fact]
    [Pins("SQS-MOVE-TASK")]
    public void A_moved_message_is_as_if_sent_now()
    {
        GiveUp(_orders, "a");
        var id = _dead.Get(1, 0)[0].Message.Id;
        _world.Pass(1_000);
        Start();
        _world.Pass(0);
        var moved = _orders.Get()[0];

        Assert.NotEqual(id, moved.Message.Id);
        Assert.Equal(("1", LambdaSim.Configuration.Text.Of(_world.Now.ToUnixTimeMilliseconds())), (moved.SystemAttributes()["ApproximateReceiveCount"], moved.SystemAttributes()["SentTimestamp"]));
        Assert.True(_world.End().IsBalanced);
        Assert.Contains("1000 MessageMoved, queue dead, Redriven, message 0 to queue orders", _world.Rows);
    }

    [Fact]
    [Pins("SQS-MOVE-TASK")]
    public void So_many_a_second_are_moved_and_a_task_that_is_cancelled_moves_no_more()
    {
        GiveUp(_orders, "a", "b", "c", "d", "e");
        var task = Start(rate: 2);
        _world.Pass(1);
        Assert.Equal((MoveTaskStatus.Running, 4), (task.Status, task.Moved));

        Assert.Same(task, _world.Service.MoveTasks.Cancel(task.Handle));
        Assert.Equal(MoveTaskStatus.Cancelling, task.Status);
        _world.Pass(1);

        Assert.Equal((MoveTaskStatus.Cancelled, 4), (task.Status, task.Moved));
        Assert.Equal(("InvalidParameterValue", "Only active tasks can be cancelled."), QueueWorld.Refused(() => _world.Service.MoveTasks.Cancel(task.Handle)));
    }

    [Fact]
    [Pins("SQS-MOVE-TASK")]
    public void Without_its_target_a_task_fails_and_the_messages_stay()
    {
        var target = _world.Create("target");
        GiveUp(_orders, "a", "b");
        var task = Start(target.Arn, 1);
        _world.Pass(0);
        _world.Service.Delete("target");

        Assert.Equal((MoveTaskStatus.Failed, 1, "AWS.SimpleQueueService.NonExistentQueue"), (task.Status, task.Moved, task.FailureReason));
        _world.Pass(5);
        Assert.Equal(1, _dead.Count);
    }

    [Fact]
    [Pins("SQS-MOVE-TASK")]
    public void A_message_that_came_from_no_queue_has_nowhere_to_go_back_to()
    {
        _dead.Put("a");
        var task = Start();
        _world.Pass(0);

        Assert.Equal((MoveTaskStatus.Failed, 0, "CouldNotDetermineMessageSource"), (task.Status, task.Moved, task.FailureReason));
    }

    [Fact]
    [Pins("SQS-MOVE-TASK")]
    public void What_no_task_can_do_is_refused()
    {
        var fifo = _world.Create("orders.fifo", ("FifoQueue", "true"));
        GiveUp(_orders, "a");

        Assert.Equal("Source queue must be configured as a Dead Letter Queue.", Refusal(_orders.Arn));
        Assert.Equal("Source queue arn and destination queue arn cannot be the same.", Refusal(_dead.Arn, _dead.Arn));
        Assert.Equal("Source and destination queue must be of the same type.", Refusal(_dead.Arn, fifo.Arn));
        Assert.Equal("The resource that you specified for the SourceArn parameter doesn't exist.", Refusal(_dead.Arn + "x"));
        Assert.Equal("The resource that you specified for the DestinationArn parameter doesn't exist.", Refusal(_dead.Arn, _dead.Arn + "x"));
        Assert.Equal("Value 501 for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter a value between 1 and 500.", Refusal(_dead.Arn, rate: 501));
        Start(rate: 1);
        Assert.Equal("There is already a task running. Only one active task is allowed for a source queue arn at a given time.", Refusal(_dead.Arn));
    }

    [Fact]
    public void Tasks_are_listed_the_latest_first()
    {
        var first = Start();
        _world.Pass(1);
        var second = Start();

        Assert.Equal([second], _world.Service.MoveTasks.List(_dead.Arn, null));
        Assert.Equal([second, first], _world.Service.MoveTasks.List(_dead.Arn, 10));
    }

    private MoveTask Start(string? to = null, int? rate = null) => _world.Service.MoveTasks.Start(_dead.Arn, to, rate);

    private string Refusal(string from, string? to = null, int? rate = null) => QueueWorld.Refused(() => _world.Service.MoveTasks.Start(from, to, rate)).Message;

    private static void GiveUp(Queue queue, params string[] bodies)
    {
        foreach (var body in bodies)
        {
            queue.Put(body);
        }

        queue.Get(10, 0);
        queue.Get();
    }
}
