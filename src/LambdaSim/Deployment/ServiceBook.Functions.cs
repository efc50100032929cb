using LambdaSim.Events;
using LambdaSim.Functions;

namespace LambdaSim.Deployment;

// Functions created over the API, as the simulation's own.
internal sealed partial class ServiceBook
{
    /// <summary>The function versions of all accounts and regions, called or not.</summary>
    public IEnumerable<KnownFunction> Known() =>
        from service in All
        let place = SiteOf(service.Address).Place
        from function in service.Plane.Functions.Values
        from version in function.Versions.Values.Select(static v => v.Version).Prepend(FunctionDefinition.Latest)
        select new KnownFunction(place, function.Name, version, HasCode: null);

    /// <summary>The function version of a name in the simulation's own account and region; null: there is none.</summary>
    public Function? FunctionOf(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var (function, qualifier) = colon < 0 ? (name, FunctionDefinition.Latest) : (name[..colon], name[(colon + 1)..]);
        return Home.Plane.Functions.TryGetValue(function, out var entry) && !entry.Aliases.ContainsKey(qualifier) && ControlPlane.FindVersion(entry, qualifier) is { } version
            ? new Function(_simulation, LiveOf(Home.Address, entry, version))
            : null;
    }

    /// <summary>Functions that were created over the API.</summary>
    public IEnumerable<Function> Created() => Home.Plane.Functions.Values.Where(f => !_given.ContainsKey(f.Name)).Select(f => new Function(_simulation, LiveOf(Home.Address, f, f.Latest)));

    /// <exception cref="ResourceConflictException">The API created a function of this name.</exception>
    public void RequireFree(string name)
    {
        if (FunctionOf(name) is not null)
        {
            throw new ResourceConflictException($"Function already exist: {name}");
        }
    }
}
