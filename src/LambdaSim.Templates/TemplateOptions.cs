namespace LambdaSim.Templates;

/// <summary>How a template becomes a simulation.</summary>
public sealed class TemplateOptions
{
    internal TemplateOptions()
    {
    }

    /// <summary>What runs for the functions.</summary>
    public HandlerBindings Handlers { get; } = new();

    /// <summary>Seed, limits and the other settings of the simulation; account and Region are the stack's.</summary>
    public SimulationOptions Simulation { get; set; } = new();
}
