using LambdaSim.Events;
using LambdaSim.Runtime;

namespace LambdaSim.Tests.Simulations;

/// <summary>The thinnest path: a handler, a call, an answer.</summary>
public class FirstStepsTests
{
    private sealed class Code(Func<LambdaContext, ReadOnlyMemory<byte>, ValueTask<ReadOnlyMemory<byte>>> body) : HandlerCode
    {
        public override string Description => "test";

        public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => body(context, payload);
    }

    [Fact]
    public void A_second_call_finds_a_warm_environment()
    {
        using var simulation = new Simulation();
        var hello = simulation.Add("hello", new Code(static (_, p) => new(p)), null);

        var first = hello.InvokeRaw("1"u8.ToArray());
        var second = hello.InvokeRaw("2"u8.ToArray());

        Assert.True(first.ColdStart);
        Assert.False(second.ColdStart);
        Assert.Equal("2", second.PayloadText);
    }

    [Fact]
    public void A_call_beyond_its_timeout_ends_at_it()
    {
        using var simulation = new Simulation();
        var slow = simulation.Add("slow", new Code(static async (c, p) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(40), c.Time);
            return p;
        }), f => f with { Timeout = Duration.FromSeconds(30) });

        var result = slow.Invoke();

        Assert.Equal(Outcome.TimedOut, result.Outcome);
        Assert.EndsWith("Task timed out after 30.00 seconds", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(Duration.FromSeconds(30), simulation.Elapsed);
    }

    [Fact]
    public void A_burst_beyond_the_reservation_is_throttled()
    {
        using var simulation = new Simulation();
        var checkout = simulation.AddFunction("checkout", Duration.FromMilliseconds(200), f => f with { ReservedConcurrency = 15 });

        simulation.Run(async () =>
        {
            var burst = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => checkout.InvokeAsync()));

            Assert.Equal(15, burst.Count(r => r.Succeeded));
            Assert.Equal(5, burst.Count(r => r.Throttle == ThrottleCause.ReservedConcurrency));
        });
    }

    [Fact]
    public void A_failing_event_is_tried_three_times()
    {
        using var simulation = new Simulation();
        var import = simulation.Add("import", new Code(static (_, _) => throw new FormatException("broken")), null);

        import.Send();
        simulation.RunUntilIdle();

        Assert.Equal(Duration.FromMinutes(3), simulation.Elapsed);
        Assert.Equal(3, simulation.Log.Count(e => e.Kind == EventKind.Completed));
    }

    [Fact]
    public void Work_on_the_pool_comes_back_in_order()
    {
        using var simulation = new Simulation();
        var f = simulation.Add("f", new Code(static async (c, p) =>
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                await Task.Run(() => 1, TestContext.Current.CancellationToken);
                await c.Delay(Duration.FromMilliseconds(1));
            }

            return p;
        }), null);

        simulation.Run(async () =>
        {
            var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => f.InvokeAsync()));
            Assert.All(all, r => Assert.True(r.Succeeded, r.ToString()));
        });
        Assert.Equal(Duration.FromMilliseconds(3), simulation.Elapsed);
    }
}
