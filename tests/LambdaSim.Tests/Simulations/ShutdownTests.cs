using LambdaSim.Configuration;
using LambdaSim.Units;

namespace LambdaSim.Tests.Simulations;

/// <summary>The end of an environment.</summary>
public class ShutdownTests
{
    private sealed class Connection : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    [Fact]
    public void A_disposal_for_which_Lambda_gives_no_time_is_listed_and_done_at_the_end_of_the_simulation()
    {
        Connection? made = null;
        using (var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { KeepAlive = KeepAlive.Fixed(1.Minutes) } }))
        {
            var f = simulation.AddFunction("f", (Connection c) => c.IsDisposed, init: () => made = new Connection());
            f.Invoke();
            Assert.DoesNotContain(simulation.Unsimulated, u => u.StartsWith("disposal by 'f'", StringComparison.Ordinal));

            simulation.AdvanceBy(2.Minutes);

            Assert.Contains(simulation.Unsimulated, u => u.StartsWith("disposal by 'f' at shutdown: without an extension", StringComparison.Ordinal));
            Assert.False(made!.IsDisposed);
        }

        Assert.True(made.IsDisposed);
    }
}
