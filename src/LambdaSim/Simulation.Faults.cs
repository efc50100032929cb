using LambdaSim.Faults;

namespace LambdaSim;

// What goes wrong on purpose.
public sealed partial class Simulation
{
    /// <summary>
    /// What goes wrong on purpose: the faults of <see cref="SimulationOptions.Faults"/> and of the configuration. Another plan strikes from the moment on at which it is set;
    /// what its predecessor began goes on.
    /// </summary>
    /// <remarks>A fault that nothing came by stands in <see cref="Unsimulated"/>, with what it needs.</remarks>
    /// <example>
    /// <code>
    /// simulation.Faults = [new Fault(FaultSite.Throttle) { Service = "sqs", From = 1.Minutes, Until = 5.Minutes }];
    /// </code>
    /// </example>
    public FaultPlan Faults
    {
        get => _engine.Faults.Plan;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            RequireOpen(nameof(Faults));
            _engine.Faults.Use(value, _world.Config.Async.Faults);
            _host.ArmFaults();
        }
    }

    /// <summary>How often each fault of the plan met something that it could strike, and how often it struck, in the order of the plan.</summary>
    public IReadOnlyList<FaultTally> FaultTally => [.. _engine.Faults.Tally.Select(static t => new FaultTally(t.Fault, t.Met, t.Struck))];
}
