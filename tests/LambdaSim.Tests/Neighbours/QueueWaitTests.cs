using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Long polling on virtual time.</summary>
public class QueueWaitTests
{
    private readonly QueueWorld _world = new();
    private readonly List<string> _told = [];

    [Fact]
    [Pins("SQS-WAIT")]
    public void An_empty_answer_comes_when_the_wait_is_over()
    {
        Wait(_world.Create(), 20);

        _world.Pass(19.999);
        Assert.Empty(_told);
        _world.Pass(0.001);
        Assert.Equal(["20: "], _told);
    }

    [Fact]
    [Pins("SQS-WAIT")]
    public void An_answer_comes_with_the_first_message()
    {
        var queue = _world.Create();
        Wait(queue, 20);
        _world.Pass(3);
        queue.Put("a");

        Assert.Equal(["3: a"], _told);
        Assert.Equal((0, 0, 1), queue.Counts);
        Assert.Equal(0, _world.Armed);
    }

    [Fact]
    public void A_message_that_becomes_visible_during_the_wait_is_the_answer()
    {
        var queue = _world.Create();
        queue.Put("late", delay: 4);
        Wait(queue, 20);
        _world.Pass(20);

        Assert.Equal(["4: late"], _told);
    }

    [Fact]
    [Pins("SQS-WAIT")]
    public void Who_waits_longest_gets_the_next_message()
    {
        var queue = _world.Create();
        Wait(queue, 20, "first ");
        Wait(queue, 20, "second ");
        queue.Put("a");
        queue.Put("b");

        Assert.Equal(["0: first a", "0: second b"], _told);
    }

    [Fact]
    public void The_queue_says_how_long_a_receive_waits_that_does_not_say_itself()
    {
        Wait(_world.Create("orders", ("ReceiveMessageWaitTimeSeconds", "5")), null);
        _world.Pass(5);

        Assert.Equal(["5: "], _told);
    }

    [Fact]
    public void Who_has_gone_gets_nothing_and_leaves_no_alarm()
    {
        var queue = _world.Create();
        queue.StopWaiting(Wait(queue, 20)!);
        queue.Put("a");

        Assert.Empty(_told);
        Assert.Equal((1, 0, 0), queue.Counts);
        Assert.Equal(0, _world.Armed);
    }

    [Fact]
    public void The_end_of_a_queue_is_an_answer()
    {
        Wait(_world.Create(), 20);
        _world.Service.Delete("orders");

        Assert.Equal(["0: "], _told);
    }

    [Fact]
    public void A_dead_letter_wakes_who_waits_for_it()
    {
        var dead = _world.Create("dead");
        var queue = _world.Create("orders", ("RedrivePolicy", QueueWorld.Redrive(dead, 1)));
        queue.Put("a");
        queue.Get(1, 0);
        Wait(dead, 20);
        queue.Get();

        Assert.Equal(["0: a"], _told);
    }

    [Fact]
    public void Waiting_in_a_simulation_lets_its_time_pass()
    {
        using var simulation = new Simulation();
        var queue = simulation.AddQueue("orders");
        var (start, waited) = (simulation.Now, Duration.MaxValue);
        queue.Receive(1, null, 20, _ => waited = simulation.Now - start);
        simulation.RunUntilIdle();

        Assert.Equal(Duration.FromSeconds(20), waited);
    }

    [Fact]
    public void A_record_of_a_function_wakes_who_waits_for_it()
    {
        using var simulation = new Simulation();
        var queue = simulation.AddQueue("told");
        var found = "";
        queue.Receive(1, null, 20, m => found = m[0].Message.Sent.Body);
        simulation.AddFunction("f", static () => 2, f => f with { OnSuccess = Destination.To(queue) }).Send();
        simulation.RunUntilIdle();

        Assert.Contains("\"condition\":\"Success\"", found, StringComparison.Ordinal);
    }

    private ReceiveWaiter? Wait(Queue queue, int? seconds, string who = "")
    {
        var start = _world.Now;
        return queue.Receive(1, null, seconds, m => _told.Add(FormattableString.Invariant($"{(_world.Now - start).TotalSeconds}: {who}{string.Concat(m.Bodies())}")));
    }
}
