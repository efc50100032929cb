using LambdaSim.Engine;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Engine;

/// <summary>The calendar gives the order of (time, phase, sequence) whatever its shape.</summary>
public class EntryQueueTests
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
        var queue = new EntryQueue();
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
                var order = EntryQueue.Order((EntryPhase)(bits % 8), sequence++);
                queue.Push(time, order, EntryAction.Complete, (int)sequence);
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
        var queue = new EntryQueue();
        queue.Push(10, EntryQueue.Order(EntryPhase.Deadline, 0), EntryAction.TimeOut, 1);
        queue.Push(10, EntryQueue.Order(EntryPhase.Complete, 0), EntryAction.Complete, 2);

        Assert.True(queue.TryPop(10, EntryQueue.Order(EntryPhase.Arrive, 0), out var first));
        Assert.Equal(2, first.Target);
        Assert.False(queue.TryPop(10, EntryQueue.Order(EntryPhase.Arrive, 0), out _));
        Assert.True(queue.TryPop(11, EntryQueue.Order(EntryPhase.Arrive, 0), out _));
    }

    [Fact]
    public void What_is_pushed_for_the_present_instant_comes_in_it()
    {
        var queue = new EntryQueue();
        queue.Push(5_000_000_000, EntryQueue.Order(EntryPhase.Complete, 0), EntryAction.Complete, 1);
        Assert.True(queue.TryPop(long.MaxValue, long.MaxValue, out _));
        queue.Push(5_000_000_001, EntryQueue.Order(EntryPhase.Complete, 1), EntryAction.Complete, 3);
        queue.Push(5_000_000_000, EntryQueue.Order(EntryPhase.Expire, 0), EntryAction.Expire, 2);

        Assert.True(queue.TryPop(long.MaxValue, long.MaxValue, out var next));
        Assert.Equal(2, next.Target);
    }

    // As the engine uses it: taken up to a limit that moves on, in steps far greater or smaller than a bucket, and filled in
    // between from that limit on (or, to be nasty, from the last entry on), while its shape changes.
    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(2, 100_000)]
    [InlineData(3, 10_000_000)]
    [InlineData(4, 10_000_000_000)]
    [InlineData(5, 10_000_000_000_000)]
    [InlineData(6, 1_000_000_000_000_000)]
    public void Limits_that_move_on_never_disturb_the_order(ulong seed, long spread)
    {
        var queue = new EntryQueue();
        var reference = new PriorityQueue<(long Time, long Order), (long, long)>();
        ulong n = 0;
        ulong Next(ulong below) => Draw.Bits(seed, Purpose.Workload, 7, n++) % below;
        long now = 0;
        long sequence = 0;
        for (var step = 0; step < 6_000; step++)
        {
            var phase = step / 1_500;
            for (var pushes = Next(20) == 0 ? 400 : (long)Next(4); pushes > 0; pushes--)
            {
                var width = Next(6) switch { 0 => 1, 1 => spread, 2 => spread * 500, 3 => 1L << 20, 4 => 1L << (int)Next(50), _ => spread / 1_000 };
                var time = Next(3_000) == 0 ? long.MaxValue : now + (long)Next((ulong)Math.Max(1, width));
                var order = EntryQueue.Order((EntryPhase)Next(8), sequence++);
                queue.Push(time, order, EntryAction.Complete, 0);
                reference.Enqueue((time, order), (time, order));
            }

            var limit = now + (long)Next((ulong)Math.Max(1, Next(10) == 0 ? spread * 2_000 : phase % 2 == 0 ? spread : spread / 50));
            var limitOrder = EntryQueue.Order((EntryPhase)Next(8), 0);
            while (queue.TryPop(limit, limitOrder, out var entry))
            {
                Assert.Equal(reference.Dequeue(), (entry.Time, entry.Order));
                now = entry.Time;
            }

            Assert.True(reference.Count == 0 || reference.Peek().CompareTo((limit, limitOrder)) >= 0);
            Assert.Equal(reference.Count, queue.Count);
            now = Next(4) == 0 ? now : Math.Max(now, limit);
        }

        while (reference.TryDequeue(out var expected, out _))
        {
            Assert.True(queue.TryPop(long.MaxValue, long.MaxValue, out var entry));
            Assert.Equal(expected, (entry.Time, entry.Order));
        }

        Assert.Equal(0, queue.Count);
        Assert.Empty(queue.Pending());
    }

    [Fact]
    public void What_comes_and_goes_in_one_instant_leaves_no_memory_behind()
    {
        var queue = new EntryQueue();
        queue.Push(1, EntryQueue.Order(EntryPhase.Expire, 0), EntryAction.Expire, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000_000; i++)
        {
            queue.Push(0, EntryQueue.Order(EntryPhase.Complete, i), EntryAction.Complete, i);
            Assert.True(queue.TryPop(0, long.MaxValue, out _));
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }
}
