using LambdaSim.Units;

namespace LambdaSim.Tests.Simulations;

/// <summary>What is awaited where no verb of time runs.</summary>
public class AwaitedOutsideTests
{
    [Fact]
    public async Task A_call_awaited_by_the_test_itself_is_answered_with_what_to_do()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", 1.Seconds);

        var refused = await Assert.ThrowsAsync<StuckException>(() => f.InvokeAsync());

        Assert.StartsWith("the answer of 'f' is awaited outside any verb of time, so nothing runs the world meanwhile: use Invoke, AdvanceBy or RunUntilIdle, or await inside Run", refused.Message, StringComparison.Ordinal);
        Assert.Equal(simulation.Seed, refused.Seed);
    }

    public static TheoryData<string> Ways => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_wait_for_the_world_is_answered(string way)
    {
        using var simulation = new Simulation();
        simulation.AddFunction("f", 1.Seconds);

        await Assert.ThrowsAsync<StuckException>(() => All[way](simulation));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_wait_for_the_world_is_answered_in_spite_of_a_guard_in_real_time(string way)
    {
        using var simulation = new Simulation();
        simulation.AddFunction("f", 1.Seconds);

        await Assert.ThrowsAsync<StuckException>(() => All[way](simulation).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_wait_for_the_world_that_blocks_its_thread_is_answered(string way)
    {
        using var simulation = new Simulation();
        simulation.AddFunction("f", 1.Seconds);

        Assert.Throws<StuckException>(() => All[way](simulation).GetAwaiter().GetResult());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_wait_for_the_world_is_answered_at_the_end_of_the_simulation(string way)
    {
        var simulation = new Simulation();
        simulation.AddFunction("f", 1.Seconds);
        var pending = All[way](simulation);

        simulation.Dispose();

        var refused = await Assert.ThrowsAsync<StuckException>(() => pending);
        Assert.Contains("was not over when the simulation ended: run it with a verb of time before, or await inside Run", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_outlives_its_verb_is_answered_too()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", 3.Seconds, c => c with { Timeout = 10.Seconds });
        var started = f.InvokeAsync();
        simulation.AdvanceBy(1.Seconds);

        await Assert.ThrowsAsync<StuckException>(() => started);
    }

    [Fact]
    public async Task What_the_body_of_Run_leaves_behind_is_answered_too()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", 3.Seconds, c => c with { Timeout = 10.Seconds });
        Task<InvokeResult>? started = null;
        simulation.Run(async () =>
        {
            started = f.InvokeAsync();
            await simulation.Delay(1.Seconds);
        });

        await Assert.ThrowsAsync<StuckException>(() => started!);
    }

    [Fact]
    public async Task Who_keeps_the_task_for_later_has_all_the_time_in_the_world()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1);
        var pending = Ask();
        Assert.False(SpinWait.SpinUntil(() => pending.IsCompleted, 500));

        simulation.RunUntilIdle();

        Assert.Equal("1", (await pending).PayloadText);

        async Task<InvokeResult> Ask() => await f.InvokeAsync();
    }

    [Fact]
    public async Task A_refused_wait_changes_nothing_in_the_world()
    {
        Assert.Equal(await Fingerprint(awaits: false), await Fingerprint(awaits: true));

        static async Task<string> Fingerprint(bool awaits)
        {
            using var simulation = new Simulation();
            var started = simulation.AddFunction("f", () => 1).InvokeAsync();
            if (awaits)
            {
                await Assert.ThrowsAsync<StuckException>(() => started);
            }

            simulation.RunUntilIdle();
            return simulation.Fingerprint;
        }
    }

    [Fact]
    public void No_wait_begins_after_the_end()
    {
        var simulation = new Simulation();
        simulation.Dispose();

        Assert.Throws<InvalidOperationException>(() => { _ = simulation.Delay(1.Seconds).AsTask(); });
        Assert.Throws<InvalidOperationException>(() => { _ = Task.Delay(TimeSpan.FromSeconds(1), simulation.Time); });
    }

    private static Dictionary<string, Func<Simulation, Task>> All { get; } = new(StringComparer.Ordinal)
    {
        ["InvokeAsync"] = static s => s["f"].InvokeAsync(),
        ["SendAsync"] = static s => s["f"].SendAsync(1),
        ["Client.InvokeAsync"] = static s => s.Client.InvokeAsync("f", 1),
        ["Client.SendAsync"] = static s => s.Client.SendAsync("f", 1),
        ["Lambda.InvokeAsync"] = static s => s.Lambda.InvokeAsync(new() { FunctionName = "f" }),
        ["Delay"] = static async s => await s.Delay(1.Seconds),
        ["Task.Delay"] = static s => Task.Delay(TimeSpan.FromSeconds(1), s.Time),
        ["WaitAsync"] = static s => new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(1), s.Time),
        ["WhenAll"] = static s => Task.WhenAll(s["f"].InvokeAsync(), s["f"].InvokeAsync()),
        ["ContinueWith"] = static s => s["f"].InvokeAsync().ContinueWith(static t => t.GetAwaiter().GetResult(), TaskScheduler.Default),
    };
}
