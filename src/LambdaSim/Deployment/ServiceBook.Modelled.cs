using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Runtime;

namespace LambdaSim.Deployment;

// Modelled functions of the plan: the API shows them from the start. As in a replay a version runs from its first call on, so both give the same log.
internal sealed partial class ServiceBook
{
    /// <exception cref="SimulationConfigException">A qualifier is no version number.</exception>
    public void Model(IEnumerable<string> names)
    {
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var (function, qualifier) = FunctionDefinition.Split(name);
            var version = Home.Plane.Register(function, qualifier, new AddedFunction(null, _below(name), static _ => ""))
                ?? throw new SimulationConfigException($"function {name}: its qualifier is no version number, so the API cannot show it");
            version.IsPlanned = true;
        }
    }

    // Null: it is none, or the API has changed it.
    private LiveFunction? ModelledOf(FunctionEntry function, VersionEntry version)
    {
        if (!version.IsPlanned)
        {
            return null;
        }

        var live = _loop.Modelled(FunctionDefinition.Display(null, function.Name, version.Version));
        version.Index = live.Index;
        version.IsPlanned = false;
        return live;
    }
}
