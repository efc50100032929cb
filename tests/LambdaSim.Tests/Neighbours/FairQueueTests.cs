using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Standard queues whose messages name a group.</summary>
public class FairQueueTests
{
    private readonly QueueWorld _world = new();
    private readonly Queue _queue;

    public FairQueueTests() => _queue = _world.Create("orders", ("VisibilityTimeout", "60"));

    [Fact]
    [Pins("SQS-FAIR")]
    public void A_group_of_a_standard_queue_is_not_locked_by_what_is_in_flight()
    {
        Put("a", 2);

        Assert.Single(_queue.Get(1));
        Assert.Single(_queue.Get(1));
    }

    [Theory]
    [InlineData(40, 60, "b")]
    [InlineData(30, 60, "b")]
    [InlineData(29, 60, "a")]
    [InlineData(30, 270, "a")]
    [Pins("SQS-FAIR")]
    public void Who_has_thirty_and_more_than_a_tenth_of_all_in_flight_comes_last(int own, int others, string first)
    {
        Put("a", own);
        Put(null, others);
        Assert.Equal(own + others, Take(own + others));
        Put("a", 1);
        Put("b", 1);

        Assert.Equal([first], _queue.Get(1).Bodies());
    }

    [Fact]
    [Pins("SQS-FAIR")]
    public void A_noisy_one_is_served_when_nobody_else_is_there_and_is_quiet_when_all_is_taken()
    {
        Put("a", 41);
        Take(40);
        Put("b", 1);
        Assert.Equal(["b", "a"], _queue.Get().Bodies());
        _world.Pass(60);
        _queue.Get().ToList().ForEach(m => _queue.Delete(m.Handle));
        Put("b", 1);

        Assert.Equal(["a"], _queue.Get(1).Bodies());
    }

    [Fact]
    [Pins("SQS-FAIR")]
    public void Of_noisy_ones_the_one_with_least_in_flight_comes_first()
    {
        Put("a", 40);
        Put("b", 30);
        Take(70);
        Put("a", 1);
        Put("b", 1);

        Assert.Equal(["b", "a"], _queue.Get().Bodies());
    }

    [Fact]
    public void Messages_without_a_group_keep_their_place_among_those_of_quiet_ones()
    {
        Put("a", 1);
        Put(null, 1);
        Put("b", 1);

        Assert.Equal(["a", "none", "b"], _queue.Get().Bodies());
    }

    private void Put(string? group, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _queue.Put(group ?? "none", group);
        }
    }

    private int Take(int count)
    {
        var taken = 0;
        while (taken < count && _queue.Get(Math.Min(10, count - taken)) is { Count: > 0 } some)
        {
            taken += some.Count;
        }

        return taken;
    }
}
