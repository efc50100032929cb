using LambdaSim.Triggers;

namespace LambdaSim;

// Services that push events to functions.
public sealed partial class Simulation
{
    private ServiceTriggers? _triggers;

    /// <summary>Services that push events to functions and are no resources here: mail, pipelines, things, user pools, assistants, streams, workflows, the edge (docs/triggers.md).</summary>
    public ServiceTriggers Triggers => _triggers ??= new ServiceTriggers(new TriggerHost(
        _world.Neighbours, _world.Courier, Options.AccountId, Options.Region,
        (words, begin) => _host.Ask<TriggerAnswer>(words, told =>
        {
            begin(told);
            return null;
        }, CancellationToken.None)))
    {
        MakeResponses = () => _fronts.Get("custom-resource", "responses", () => new CustomResource.Responses(Options.Region, ClientOf)),
    };
}
