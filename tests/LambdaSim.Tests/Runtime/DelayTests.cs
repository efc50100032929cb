// Misuse of value tasks is the subject here.
#pragma warning disable CA2012

namespace LambdaSim.Tests.Runtime;

/// <summary>Pooled delays.</summary>
public class DelayTests
{
    [Fact]
    public void A_warm_delay_allocates_nothing()
    {
        var clock = new SlotClock();
        var pool = new LambdaSim.Runtime.DelayPool(clock);
        Once();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            Once();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Once()
        {
            var delay = pool.Delay(5, null).GetAwaiter();
            clock.Ring();
            delay.GetResult();
        }
    }

    [Fact]
    public void A_delay_awaited_twice_throws_instead_of_waiting_for_another()
    {
        var clock = new SlotClock();
        var pool = new LambdaSim.Runtime.DelayPool(clock);
        var first = pool.Delay(5, null).GetAwaiter();
        clock.Ring();
        first.GetResult();
        _ = pool.Delay(5, null).AsTask();

        Assert.Throws<InvalidOperationException>(() => first.GetResult());
    }

    [Fact]
    public void A_result_asked_for_too_early_does_not_free_the_delay()
    {
        var clock = new SlotClock();
        var pool = new LambdaSim.Runtime.DelayPool(clock);
        var early = pool.Delay(5, null).GetAwaiter();
        Assert.Throws<InvalidOperationException>(() => early.GetResult());
        var armed = clock.Alarm;

        _ = pool.Delay(5, null).AsTask();

        Assert.NotSame(armed, clock.Alarm);
    }

    [Fact]
    public void A_cancelled_delay_completes_at_the_instant_of_the_cancellation_but_not_inside_the_call()
    {
        var loop = new MiniLoop();
        using var source = new CancellationTokenSource();
        loop.Invoke(0, "f", async () =>
        {
            try
            {
                await loop.Delays.Delay(50_000_000, null, source.Token);
            }
            catch (OperationCanceledException)
            {
                loop.Log("cancelled");
                throw;
            }
        });
        loop.At(2, () =>
        {
            source.Cancel();
            loop.Log("has cancelled");
        });

        Assert.Equal("2  has cancelled\n2 f cancelled\n2 f -> canceled", loop.Run().Trace);
    }

    [Fact]
    public void A_token_cancelled_before_cancels_at_once()
    {
        var pool = new LambdaSim.Runtime.DelayPool(new SlotClock());

        Assert.True(pool.Delay(5, null, new CancellationToken(true)).IsCanceled);
    }

    private sealed class SlotClock : LambdaSim.Runtime.IAlarmClock
    {
        public long Now => 0;

        public Instant Start => default;

        internal LambdaSim.Runtime.Alarm? Alarm { get; private set; }

        public void Set(LambdaSim.Runtime.Alarm alarm, long time) => Alarm = alarm;

        public void Disarm(LambdaSim.Runtime.Alarm alarm) => Alarm = null;

        internal void Ring() => Alarm!.Ring();
    }
}
