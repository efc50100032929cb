using LambdaSim.Events;

namespace LambdaSim;

// The run, followed from outside.
public sealed partial class Simulation
{
    /// <summary>Follows the run live, from other threads.</summary>
    public EventStream Events { get; }

    /// <summary>Runs code of the simulator's own as no work of the simulation's: nothing it starts is held or counted.</summary>
    internal void Outside(Action action) => _host.Baton.Outside(action);
}
