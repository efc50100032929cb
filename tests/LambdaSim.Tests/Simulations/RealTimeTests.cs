using LambdaSim.Assertions;
using LambdaSim.Units;

namespace LambdaSim.Tests.Simulations;

/// <summary>Real time that nobody declared is refused, or told: it never looks like virtual time.</summary>
public class RealTimeTests
{
    private const string Nothing = "nothing inside the simulation could resume it";

    public static TheoryData<string> RealWaits => [.. Real.Keys];

    [Theory]
    [MemberData(nameof(RealWaits))]
    public void A_real_wait_is_refused_whatever_timers_tick_beside_it(string wait)
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", Real[wait], c => c with { Timeout = 30.Seconds });

        var refused = Assert.Throws<OutsideWorkException>(() => f.Invoke());

        Assert.Contains("Task.Delay of 120 s of real time", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Duration.Zero, refused.VirtualTime);
        Assert.Equal(0, simulation.Host.OutsideMs);
    }

    [Fact]
    public void A_refusal_says_what_is_awaited_and_where()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async () => await Pay());

        var refused = Assert.Throws<OutsideWorkException>(() => f.Invoke());

        Assert.Contains("waits for the real world: Task.Delay of 120 s of real time, in ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("RealTimeTests.Pay > RealTimeTests.Charge", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timer", "a real timer")]
    [InlineData("thread", "a thread of its own ('till')")]
    public void A_refusal_says_what_arrived_and_where_the_handler_waited(string arrival, string words)
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async () =>
        {
            var done = new TaskCompletionSource();
            using var timer = new Timer(_ => done.SetResult(), null, arrival == "timer" ? 20 : Timeout.Infinite, Timeout.Infinite);
            if (arrival == "thread")
            {
                new Thread(() =>
                {
                    Thread.Sleep(20);
                    done.SetResult();
                })
                { IsBackground = true, Name = "till" }.UnsafeStart();
            }

            await done.Task;
        });

        var refused = Assert.Throws<OutsideWorkException>(() => f.Invoke());

        Assert.Contains($"was resumed by a thread the simulation does not know: {words}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("it waited for a TaskCompletionSource, or a task like it, in a lambda in RealTimeTests.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_that_comes_while_the_handler_blocks_for_it_is_refused_as_one_that_comes_before()
    {
        using var simulation = new Simulation(new SimulationOptions { BlockingPatience = 60.Seconds });
        var f = simulation.AddFunction("f", () =>
        {
            var done = new TaskCompletionSource();
            new Thread(() => done.SetResult()) { IsBackground = true, Name = "till" }.Start();
            done.Task.Wait(TestContext.Current.CancellationToken);
        });

        var refused = Assert.Throws<OutsideWorkException>(() => f.Invoke());

        Assert.Contains("was resumed by a thread the simulation does not know: a thread of its own ('till')", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_body_of_Run_is_refused_a_real_wait_at_once()
    {
        using var simulation = new Simulation();

        var refused = Assert.Throws<OutsideWorkException>(() => simulation.Run(async () => await Task.Delay(120_000)));

        Assert.Contains("'the body of Run' waits for the real world: Task.Delay of 120 s of real time", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_nothing_inside_could_resume_says_so_wherever_it_is_told()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async () => await new TaskCompletionSource().Task);

        var result = f.Invoke();

        Assert.Equal(Outcome.TimedOut, result.Outcome);
        Assert.EndsWith("Task timed out after 3.00 seconds", result.Error!.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{Nothing}: a TaskCompletionSource, or a task like it, in a lambda in RealTimeTests.", result.Remark, StringComparison.Ordinal);
        Assert.Contains(Nothing, result.ToString(), StringComparison.Ordinal);
        Assert.Contains(Nothing, simulation.Log.Of("f").ToString(), StringComparison.Ordinal);
        Assert.Contains(Nothing, simulation.Log.Of("f").Rows.Single().Text, StringComparison.Ordinal);
        Assert.Contains(Nothing, LambdaSim.Projections.Explanation.Of(simulation.Log, "0", simulation.Options.World.Start).ToString(), StringComparison.Ordinal);
        Assert.Contains(simulation.Unsimulated, u => u.Contains("nothing inside the simulation could resume a call of 'f'", StringComparison.Ordinal));
        simulation.Log.Of("f").ShouldBe(Row.At(3.Seconds, "f timed out"));
        simulation.Log.Of("f").ShouldHave(1, "f timed out");
    }

    public static TheoryData<string> VirtualWaits => [.. Virtual.Keys];

    [Theory]
    [MemberData(nameof(VirtualWaits))]
    public void Who_waits_for_virtual_time_costs_no_real_time_and_gets_no_remark(string wait)
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", Virtual[wait], c => c with { Timeout = 10.Seconds });

        var result = f.Invoke();

        Assert.Null(result.Remark);
        Assert.Equal(0, simulation.Host.OutsideMs);
        Assert.DoesNotContain(simulation.Unsimulated, u => u.Contains("could resume", StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_hang_are_waited_for_once_and_little_once_nothing_came()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async () => await new TaskCompletionSource().Task);
        for (var i = 0; i < 5; i++)
        {
            f.Send();
        }

        simulation.RunUntilIdle();

        simulation.Log.Of("f").ShouldHave(15, "f timed out");
        Assert.InRange(simulation.Host.OutsideMs, 1, 1_500);
    }

    [Fact]
    public void The_log_is_the_same_however_long_the_outside_was_waited_for()
    {
        Assert.Equal(Fingerprint(), Fingerprint());

        static string Fingerprint()
        {
            using var simulation = new Simulation();
            simulation.AddFunction("f", async () =>
            {
                Thread.Sleep(150);
                await new TaskCompletionSource().Task;
            }).Invoke();
            return simulation.Fingerprint;
        }
    }

    [Fact]
    public void A_real_delay_is_let_in_where_the_outside_is_accepted_however_long_it_takes()
    {
        using var simulation = new Simulation(new SimulationOptions { OutsideWork = OutsideWork.Accept });
        var f = simulation.AddFunction("f", async () =>
        {
            await Task.Delay(1_500);
            return 1;
        });

        Assert.Equal("1", f.Invoke().PayloadText);
    }

    public static TheoryData<string> RealGuards => [.. Guards.Keys];

    [Theory]
    [MemberData(nameof(RealGuards))]
    public void A_real_timer_that_virtual_time_passes_by_is_told(string guard)
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", Guards[guard], c => c with { Timeout = 30.Seconds });

        var result = f.Invoke();

        Assert.Equal(10.Seconds, result.Duration);
        Assert.StartsWith($"its {guard} of 120 s counts real time and did not ring when 120 s of virtual time had passed".Replace("120", "5", StringComparison.Ordinal), result.Remark, StringComparison.Ordinal);
        Assert.Contains(simulation.Unsimulated, u => u.StartsWith("real timers of handlers: 'f' set one", StringComparison.Ordinal));
    }

    [Fact]
    public void A_real_timer_that_is_over_in_time_is_nobodys_business()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async (LambdaContext context) =>
        {
            using (new CancellationTokenSource(TimeSpan.FromSeconds(5)))
            {
                await context.Delay(1.Seconds);
            }

            await context.Delay(9.Seconds);
        }, c => c with { Timeout = 30.Seconds });

        Assert.Null(f.Invoke().Remark);
    }

    [Fact]
    public void A_handler_that_sleeps_is_told_that_no_virtual_time_passed()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => Thread.Sleep(400));

        var result = f.Invoke();

        Assert.True(result.Succeeded);
        Assert.Equal(Duration.Zero, result.Duration);
        Assert.Contains("of real time (asleep or blocked), which took no virtual time: use await context.Delay or context.Spend", result.Remark, StringComparison.Ordinal);
        Assert.Contains(simulation.Unsimulated, u => u.StartsWith("real time that handlers hold their thread for: 'f' did", StringComparison.Ordinal));
    }

    private static async Task Pay() => await Charge().ConfigureAwait(false);

    private static async Task Charge() => await Task.Delay(120_000).ConfigureAwait(false);

    private static Task Long() => Task.Delay(120_000);

    private static Dictionary<string, Func<LambdaContext, Task>> Real { get; } = new(StringComparer.Ordinal)
    {
        ["alone"] = static async _ => await Long(),
        ["with the handler's token"] = static async c => await Task.Delay(120_000, c.CancellationToken),
        ["beside a token"] = static async c =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(1), c.Time);
            await Task.Delay(120_000, source.Token);
        },
        ["beside a heartbeat"] = static async c =>
        {
            await using var heartbeat = c.Time.CreateTimer(_ => c.Log("alive"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            await Long();
        },
        ["beside a loop"] = static async c =>
        {
            _ = Beat(c);
            await Long();
        },
        ["in a task of the pool"] = static async _ => await Task.Run(async () => await Long()),
        ["two at once"] = static async _ => await Task.WhenAll(Long(), Long()),
        ["one of two"] = static async _ => await Task.WhenAny(Long(), Task.Delay(130_000)),
        ["continued"] = static async _ => await Long().ContinueWith(static _ => { }, TaskScheduler.Default),
        ["after virtual time"] = static async c =>
        {
            await Task.Delay(TimeSpan.Zero, c.Time);
            await Long();
        },
    };

    private static Dictionary<string, Func<LambdaContext, Task>> Virtual { get; } = new(StringComparer.Ordinal)
    {
        ["longer than the timeout"] = static async c => await c.Delay(20.Seconds),
        ["Task.Delay longer than the timeout"] = static async c => await Task.Delay(TimeSpan.FromSeconds(20), c.Time),
        ["beside the handler's token"] = static async c => await Task.Delay(TimeSpan.FromSeconds(20), c.Time, c.CancellationToken),
        ["for the handler's token"] = static async c => await Task.Delay(Timeout.Infinite, c.CancellationToken),
        ["ticks"] = static async c =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), c.Time);
            while (await timer.WaitForNextTickAsync())
            {
            }
        },
        ["ticks beside a token"] = static async c =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(3), c.Time);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), c.Time);
            await timer.WaitForNextTickAsync();
            await timer.WaitForNextTickAsync();
        },
        ["many at once beside a token"] = static async c =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(3), c.Time);
            await Task.WhenAll(Enumerable.Range(1, 5).Select(i => Task.Delay(TimeSpan.FromSeconds(i), c.Time)));
        },
        ["in a task of the pool beside a token"] = static async c =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(3), c.Time);
            await Task.Run(async () => await c.Delay(5.Seconds));
        },
        ["guarded in real time"] = static async c => await Task.Delay(TimeSpan.FromSeconds(1), c.Time).WaitAsync(TimeSpan.FromSeconds(60)),
    };

    private static Dictionary<string, Func<LambdaContext, Task>> Guards { get; } = new(StringComparer.Ordinal)
    {
        ["CancellationTokenSource"] = static async c =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await Task.Delay(TimeSpan.FromSeconds(10), c.Time, source.Token);
        },
        ["WaitAsync"] = static async c => await Task.Delay(TimeSpan.FromSeconds(10), c.Time).WaitAsync(TimeSpan.FromSeconds(5)),
        ["Timer"] = static async c =>
        {
            await using var timer = new Timer(_ => { }, null, 5_000, Timeout.Infinite);
            await c.Delay(10.Seconds);
        },
    };

    private static async Task Beat(LambdaContext context)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), context.Time);
        }
    }
}
