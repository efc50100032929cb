using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

/// <summary>A run, followed from outside while it goes on.</summary>
public class EventStreamTests
{
    private static async Task<List<SimEvent>> Read(IAsyncEnumerable<SimEvent> events)
    {
        List<SimEvent> read = [];
        await foreach (var e in events)
        {
            read.Add(e);
        }

        return read;
    }

    [Fact]
    public async Task A_reader_gets_the_whole_log_in_its_order()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async (LambdaContext c) => await c.Delay(Duration.FromSeconds(1)));
        var reading = Read(simulation.Events.ReadAllAsync(TestContext.Current.CancellationToken));

        simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 300).Select(_ => f.InvokeAsync())));
        simulation.End();

        Assert.Equal(simulation.Log, await reading);
    }

    [Fact]
    public async Task A_reader_is_told_at_the_end_of_each_verb()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", Duration.FromSeconds(1));
        await using var reader = simulation.Events.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        f.Invoke();

        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(EventKind.Arrived, reader.Current.Kind);
    }

    [Fact]
    public void Readers_change_nothing_of_the_run()
    {
        static string Fingerprint(bool followed)
        {
            using var simulation = new Simulation(new SimulationOptions { Escapes = Escapes.Reject });
            var f = simulation.AddFunction("f", async (LambdaContext c) => await c.Delay(Duration.FromSeconds(1)));
            if (followed)
            {
                _ = Read(simulation.Events.ReadAllAsync());
            }

            simulation.Run(() => Task.WhenAll(Enumerable.Range(0, 600).Select(_ => f.InvokeAsync())));
            return simulation.Fingerprint;
        }

        Assert.Equal(Fingerprint(followed: false), Fingerprint(followed: true));
    }

    [Fact]
    public async Task A_reader_that_comes_after_the_end_gets_nothing()
    {
        using var simulation = new Simulation();
        simulation.End();

        Assert.Empty(await Read(simulation.Events.ReadAllAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Reading_from_inside_is_refused_with_the_way_out()
    {
        using var simulation = new Simulation();

        var refused = Assert.Throws<InvalidOperationException>(() => simulation.Run(() =>
        {
            simulation.Events.ReadAllAsync(TestContext.Current.CancellationToken);
            return Task.CompletedTask;
        }));

        Assert.Contains("read simulation.Log", refused.Message, StringComparison.Ordinal);
    }
}
