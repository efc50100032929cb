namespace LambdaSim.Tests.Runtime;

/// <summary>Whatever code does with the simulation's thread: the verb ends, and says what is believed to run.</summary>
public class StallTests
{
    private static readonly SimulationOptions _impatient = new() { BlockingPatience = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public void A_handler_that_computes_without_an_end_is_given_up()
    {
        using var simulation = new Simulation(_impatient);
        var stop = false;
        var f = simulation.AddFunction("f", () => Spin(ref stop));

        var stall = Assert.Throws<StuckException>(() => f.Invoke());

        Volatile.Write(ref stop, true);
        Assert.Contains("Handler 'f' (request ", stall.Message, StringComparison.Ordinal);
        Assert.Contains("computes without an end", stall.Message, StringComparison.Ordinal);
        Assert.Contains("Believed to run: the simulation's own thread", stall.Message, StringComparison.Ordinal);
        Assert.Contains("BlockingPatience (now 0.05 s", stall.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_work_that_computes_without_an_end_is_given_up()
    {
        using var simulation = new Simulation(_impatient);
        var stop = false;
        var f = simulation.AddFunction("f", async () => await Task.WhenAll(Task.Run(() => Spin(ref stop)), Task.Run(static () => { })));

        var stall = Assert.Throws<StuckException>(() => f.Invoke());

        Volatile.Write(ref stop, true);
        Assert.Contains("Handler 'f' (request ", stall.Message, StringComparison.Ordinal);
        Assert.Contains("Believed to run: work on the thread pool of 'f' (thread ", stall.Message, StringComparison.Ordinal);
        Assert.Contains("1 pieces of pool work wait for it", stall.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_that_swallows_the_interrupt_is_given_up()
    {
        using var simulation = new Simulation(_impatient);
        var stop = false;
        var f = simulation.AddFunction("f", () => SleepOn(ref stop));

        var stall = Assert.Throws<StuckException>(() => f.Invoke());

        Volatile.Write(ref stop, true);
        Assert.Contains("did not let itself be interrupted", stall.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_that_goes_on_waiting_after_the_interrupt_is_given_up()
    {
        using var simulation = new Simulation(_impatient);
        using var never = new ManualResetEventSlim();
        var f = simulation.AddFunction("f", () =>
        {
            try
            {
                never.Wait();
            }
            catch (ThreadInterruptedException)
            {
                never.Wait();
            }
        });

        var stall = Assert.Throws<StuckException>(() => f.Invoke());

        never.Set();
        Assert.Contains("did not let itself be interrupted", stall.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_that_blocks_on_pool_work_without_an_end_is_given_up()
    {
        using var simulation = new Simulation(_impatient);
        var stop = false;
        var f = simulation.AddFunction("f", () => Task.Run(async () =>
        {
            while (!Volatile.Read(ref stop))
            {
                await Task.Yield();
            }
        }).Wait());

        var stall = Assert.Throws<StuckException>(() => f.Invoke());

        Volatile.Write(ref stop, true);
        Assert.Contains("on work of the thread pool that makes more of it without an end", stall.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_that_block_are_interrupted_one_soon_after_another()
    {
        using var simulation = new Simulation(new SimulationOptions { BlockingPatience = TimeSpan.FromSeconds(1) });
        var f = simulation.AddFunction("f", (LambdaContext context) => Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => context.Delay(Duration.FromMilliseconds(5)).AsTask().Wait()))));

        var blocked = Assert.Throws<BlockedException>(() => f.Invoke());

        Assert.Contains("Handler 'f' (request ", blocked.Message, StringComparison.Ordinal);
        Assert.Contains("System.Threading.Tasks.Task.Wait()", blocked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_call_that_blocked_is_named_though_its_interrupt_was_swallowed()
    {
        using var simulation = new Simulation(_impatient);
        using var never = new SemaphoreSlim(0);
        var f = simulation.AddFunction("f", () =>
        {
            try
            {
                never.Wait();
            }
            catch (ThreadInterruptedException)
            {
                // As libraries do that clean up.
            }
        });

        var blocked = Assert.Throws<BlockedException>(() => f.Invoke());

        Assert.Contains("System.Threading.SemaphoreSlim.Wait()", blocked.Message, StringComparison.Ordinal);
        Assert.Contains("wait without blocking", blocked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_body_of_Run_that_computes_without_an_end_is_given_up()
    {
        using var simulation = new Simulation(_impatient);
        var stop = false;

        var stall = Assert.Throws<StuckException>(() => simulation.Run(async () =>
        {
            await Task.CompletedTask;
            Spin(ref stop);
        }));

        Volatile.Write(ref stop, true);
        Assert.Contains("the body of Run", stall.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_of_RunUntil_that_blocks_is_interrupted()
    {
        using var simulation = new Simulation(_impatient);
        using var never = new ManualResetEventSlim();

        Assert.Throws<BlockedException>(() => simulation.RunUntil(() =>
        {
            never.Wait();
            return true;
        }));
    }

    [Fact]
    public void A_simulation_that_was_given_up_says_so_at_each_further_verb_and_can_be_read_and_disposed()
    {
        var simulation = new Simulation(_impatient);
        var stop = false;
        var f = simulation.AddFunction("f", () => Spin(ref stop));
        var first = Assert.Throws<StuckException>(() => f.Invoke());

        var second = Assert.Throws<StuckException>(() => f.Invoke());

        Assert.Contains("this simulation has stopped", second.Message, StringComparison.Ordinal);
        Assert.Contains(first.Message, second.Message, StringComparison.Ordinal);
        Assert.NotEmpty(simulation.Log);
        simulation.Dispose();
        Volatile.Write(ref stop, true);
    }

    [Fact]
    public void Code_that_was_given_up_can_no_longer_touch_the_simulation()
    {
        using var simulation = new Simulation(_impatient);
        var stop = false;
        var end = new TaskCompletionSource<Exception?>();
        var f = simulation.AddFunction("f", (LambdaContext context) =>
        {
            Spin(ref stop);
            context.Log("too late");
            end.SetResult(Record.Exception(() => context.Spend(Duration.FromSeconds(1))));
        });
        Assert.Throws<StuckException>(() => f.Invoke());

        Volatile.Write(ref stop, true);

        Assert.IsType<EnvironmentGoneException>(end.Task.Result);
        Assert.DoesNotContain("too late", simulation.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_disposed_and_does_not_come_back_is_left_behind()
    {
        var simulation = new Simulation(_impatient);
        simulation.AddFunction<Stubborn>("f").Invoke(1).ThrowIfError();

        simulation.Dispose();

        Assert.False(Stubborn.Goes.IsSet);
        Stubborn.Goes.Set();
    }

    [Fact]
    public void Computing_for_longer_than_the_patience_is_no_fault()
    {
        using var simulation = new Simulation(new SimulationOptions { BlockingPatience = TimeSpan.FromMilliseconds(100) });
        var until = DateTime.UtcNow.AddMilliseconds(300);

        simulation.AddFunction("f", () =>
        {
            while (DateTime.UtcNow < until)
            {
                Thread.SpinWait(100);
            }
        }).Invoke().ThrowIfError();
    }

    private static void Spin(ref bool stop)
    {
        while (!Volatile.Read(ref stop))
        {
            Thread.SpinWait(100);
        }
    }

    private static void SleepOn(ref bool stop)
    {
        while (!Volatile.Read(ref stop))
        {
            try
            {
                Thread.Sleep(10_000);
            }
            catch (ThreadInterruptedException)
            {
                Thread.SpinWait(100);
            }
        }
    }

    public sealed class Stubborn : IDisposable
    {
        private int _calls;

        public static ManualResetEventSlim Goes { get; } = new();

        public int Handle(int number) => number + _calls++;

        public void Dispose() => Goes.Wait();
    }
}
