using LambdaSim.Engine;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Engine;

/// <summary>The calendar gives the order of (time, phase, sequence) whatever its shape.</summary>
public class EventQueueTests
{
    // Gaps from one instant for all to years: near, same bucket, beyond the ring, and crowds that make it change its shape.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 10)]
    [InlineData(3, 1_000)]
    [InlineData(4, 1_000_000)]
    [InlineData(5, 1_000_000_000)]
    [InlineData(6, 1_000_000_000_000)]
    [InlineData(7, 100_000_000_000_000_000)]
    public void Entries_come_out_in_the_order_of_their_keys(ulong seed, long spread)
    {
        var queue = new EventQueue();
        var reference = new PriorityQueue<(long Time, long Order), (long, long)>();
        long now = 0;
        long sequence = 0;
        for (ulong step = 0; step < 20_000; step++)
        {
            var bits = Draw.Bits(seed, Purpose.Workload, 1, step);
            for (var burst = bits % 97 == 0 ? 300 : 1; burst > 0; burst--)
            {
                var far = (bits >> 60) == 0 ? 1_000 : 1;
                var time = now + (spread == 0 ? 0 : (long)(Draw.Bits(seed, Purpose.Duration, (ulong)burst, step) % (ulong)(spread * (spread > 1_000_000_000_000 ? 1 : far))));
                var order = EventQueue.Order((EventPhase)(bits % 8), sequence++);
                queue.Push(time, order, EventAction.Complete, (int)sequence);
                reference.Enqueue((time, order), (time, order));
            }

            for (var pops = bits >> 33 & 3; pops > 0 && reference.Count > 0; pops--)
            {
                Assert.True(queue.TryPop(long.MaxValue, long.MaxValue, out var entry));
                Assert.Equal(reference.Dequeue(), (entry.Time, entry.Order));
                now = entry.Time;
            }
        }

        while (reference.TryDequeue(out var expected, out _))
        {
            Assert.True(queue.TryPop(long.MaxValue, long.MaxValue, out var entry));
            Assert.Equal(expected, (entry.Time, entry.Order));
        }

        Assert.False(queue.TryPop(long.MaxValue, long.MaxValue, out _));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Only_what_comes_before_the_limit_is_taken()
    {
        var queue = new EventQueue();
        queue.Push(10, EventQueue.Order(EventPhase.Deadline, 0), EventAction.TimeOut, 1);
        queue.Push(10, EventQueue.Order(EventPhase.Complete, 0), EventAction.Complete, 2);

        Assert.True(queue.TryPop(10, EventQueue.Order(EventPhase.Arrive, 0), out var first));
        Assert.Equal(2, first.Target);
        Assert.False(queue.TryPop(10, EventQueue.Order(EventPhase.Arrive, 0), out _));
        Assert.True(queue.TryPop(11, EventQueue.Order(EventPhase.Arrive, 0), out _));
    }

    [Fact]
    public void What_is_pushed_for_the_present_instant_comes_in_it()
    {
        var queue = new EventQueue();
        queue.Push(5_000_000_000, EventQueue.Order(EventPhase.Complete, 0), EventAction.Complete, 1);
        Assert.True(queue.TryPop(long.MaxValue, long.MaxValue, out _));
        queue.Push(5_000_000_001, EventQueue.Order(EventPhase.Complete, 1), EventAction.Complete, 3);
        queue.Push(5_000_000_000, EventQueue.Order(EventPhase.Expire, 0), EventAction.Expire, 2);

        Assert.True(queue.TryPop(long.MaxValue, long.MaxValue, out var next));
        Assert.Equal(2, next.Target);
    }
}
