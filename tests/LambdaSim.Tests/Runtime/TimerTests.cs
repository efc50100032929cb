using LambdaSim.Runtime;

namespace LambdaSim.Tests.Runtime;

/// <summary>Virtual timers.</summary>
public class TimerTests
{
    [Fact]
    public void A_due_time_of_zero_rings_as_an_event_of_its_own()
    {
        var loop = new MiniLoop();
        loop.Invoke(1, "f", async () =>
        {
            using var timer = loop.Time.CreateTimer(_ => loop.Log("rang"), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            loop.Log("armed");
            await loop.Delay(1);
        });

        Assert.Equal("1 f armed\n1 f rang\n2 f -> ok", loop.Run().Trace);
    }

    [Fact]
    public void A_periodic_timer_rings_until_it_is_disposed()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", async () =>
        {
            using var timer = loop.Time.CreateTimer(_ => loop.Log("tick"), null, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2));
            await loop.Delay(4);
        });

        Assert.Equal("1 f tick\n3 f tick\n4 f -> ok", loop.Run().Trace);
    }

    [Fact]
    public void A_changed_timer_rings_at_its_last_time_only()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", async () =>
        {
            using var timer = loop.Time.CreateTimer(_ => loop.Log("rang"), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            Assert.True(timer.Change(TimeSpan.FromMilliseconds(2), Timeout.InfiniteTimeSpan));
            await loop.Delay(4);
        });

        Assert.Equal("2 f rang\n4 f -> ok", loop.Run().Trace);
    }

    [Fact]
    public void A_timer_changed_to_infinite_does_not_ring()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", async () =>
        {
            using var timer = loop.Time.CreateTimer(_ => loop.Log("rang"), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await loop.Delay(4);
        });

        Assert.Equal("4 f -> ok", loop.Run().Trace);
    }

    [Fact]
    public void A_disposed_timer_refuses_changes()
    {
        var loop = new MiniLoop();
        var timer = loop.Time.CreateTimer(_ => { }, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void A_negative_time_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MiniLoop().Time.CreateTimer(_ => { }, null, TimeSpan.FromMilliseconds(-2), Timeout.InfiniteTimeSpan));

    [Fact]
    public void The_timers_of_a_dead_sandbox_do_not_ring()
    {
        var loop = new MiniLoop { OutsidePatienceMs = 1 };
        loop.Invoke(0, "f", async () =>
        {
            Sandbox.Current!.Dead = true;
            await loop.Delay(1);
            loop.Log("never");
        });

        Assert.DoesNotContain("never", loop.Run().Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Timers_that_come_due_in_a_frozen_sandbox_ring_in_order_after_the_thaw()
    {
        var loop = new MiniLoop();
        var sandbox = loop.NewSandbox("env");
        loop.Invoke(0, "f", () =>
        {
            foreach (var ms in (int[])[3, 1, 2])
            {
                _ = Ring(ms);
            }

            sandbox.Freeze();
            return Task.CompletedTask;
        }, sandbox);
        loop.At(10, () => sandbox.Thaw(loop));

        Assert.Equal("0 f -> ok\n10 env 1\n10 env 2\n10 env 3", loop.Run().Trace);

        async Task Ring(int ms)
        {
            await loop.Delay(ms);
            loop.Log(FormattableString.Invariant($"{ms}"));
        }
    }

    [Fact]
    public void A_timer_disposed_while_frozen_does_not_ring_after_the_thaw()
    {
        var loop = new MiniLoop();
        var sandbox = loop.NewSandbox("env");
        ITimer? timer = null;
        loop.Invoke(0, "f", () =>
        {
            timer = loop.Time.CreateTimer(_ => loop.Log("rang"), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            sandbox.Freeze();
            return Task.CompletedTask;
        }, sandbox);
        loop.At(5, () => timer!.Dispose());
        loop.At(10, () => sandbox.Thaw(loop));

        Assert.Equal("0 f -> ok", loop.Run().Trace);
    }

    [Fact]
    public void A_timer_made_by_a_foreign_thread_while_the_simulation_runs_is_refused()
    {
        var loop = new MiniLoop();
        Exception? error = null;
        loop.Invoke(0, "f", () =>
        {
            loop.Baton.Outside(() => error = Record.Exception(() => { _ = loop.Delay(1); }));
            return Task.CompletedTask;
        });

        loop.Run();

        Assert.Contains("context.External", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timer_armed_before_the_run_rings_in_it()
    {
        var loop = new MiniLoop();
        using var timer = loop.Time.CreateTimer(_ => loop.Log("rang"), null, TimeSpan.FromMilliseconds(3), Timeout.InfiniteTimeSpan);

        Assert.Equal("3  rang", loop.Run().Trace);
    }

    [Fact]
    public void A_callback_that_throws_crashes_its_sandbox_only()
    {
        var loop = new MiniLoop();
        loop.Invoke(0, "f", async () =>
        {
            using var timer = loop.Time.CreateTimer(_ => throw new InvalidDataException("boom"), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            await loop.Delay(2);
        });

        loop.Run();

        Assert.Equal("boom", Assert.Single(loop.Sandboxes).CrashedBy?.Message);
    }

    [Fact]
    public void A_callback_sees_the_async_locals_of_its_creation_unless_their_flow_is_suppressed()
    {
        var loop = new MiniLoop();
        var local = new AsyncLocal<string?>();
        loop.Invoke(0, "f", async () =>
        {
            local.Value = "x";
            using var flows = loop.Time.CreateTimer(_ => loop.Log($"with {local.Value}"), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            var control = ExecutionContext.SuppressFlow();
            using var suppressed = loop.Time.CreateTimer(_ => loop.Log($"without {local.Value}"), null, TimeSpan.FromMilliseconds(2), Timeout.InfiniteTimeSpan);
            control.Undo();
            await loop.Delay(3);
        });

        Assert.Equal("1 f with x\n2  without \n3 f -> ok", loop.Run().Trace);
    }

    [Fact]
    public void The_clock_tells_virtual_time()
    {
        var loop = new MiniLoop();
        loop.Invoke(1500, "f", () =>
        {
            loop.Log(loop.Time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            loop.Log(loop.Time.GetElapsedTime(0).ToString("c", System.Globalization.CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        });

        Assert.StartsWith("1500 f 2026-01-01T00:00:01.5000000+00:00\n1500 f 00:00:01.5000000", loop.Run().Trace, StringComparison.Ordinal);
        Assert.Equal(TimeZoneInfo.Utc, loop.Time.LocalTimeZone);
    }
}
