using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;

namespace LambdaSim.Deployment;

// From what is configured to what runs: a version is deployed when its first call comes, or its provisioned concurrency.
internal sealed partial class ServiceBook
{
    private readonly Dictionary<VersionEntry, Deployed> _deployed = [];

    // How often provisioned concurrency of a version was asked to be another.
    private readonly Dictionary<VersionEntry, int> _provisioned = [];

    /// <summary>The version as the runtime knows it.</summary>
    public LiveFunction LiveOf(ServiceAddress address, FunctionEntry function, VersionEntry version)
    {
        if (_deployed.TryGetValue(version, out var deployed))
        {
            return deployed.Live;
        }

        var live = Deploy(address, function.Name, version);
        _deployed.Add(version, new Deployed(address, function, live, version.Serving));
        return live;
    }

    public void Changed(ServiceAddress address, VersionEntry version)
    {
        if (_deployed.TryGetValue(version, out var deployed) && deployed.Serving != version.Serving)
        {
            Redeploy(version, deployed);
        }
    }

    // Environments that were provisioned end with the old version, and are wanted of the new one.
    private void Redeploy(VersionEntry version, Deployed deployed)
    {
        _deployed[version] = deployed with { Live = Deploy(deployed.Address, deployed.Function.Name, version), Serving = version.Serving };
        if (deployed.Function.Provisioned.Values.FirstOrDefault(p => p.Serving == version) is { } kept)
        {
            Provision(deployed.Address, deployed.Function, version, kept.Requested, static _ => { });
        }
    }

    public void Gone(ServiceAddress address, FunctionEntry function, VersionEntry? version)
    {
        foreach (var gone in version is null ? function.Versions.Values.Prepend(function.Latest) : [version])
        {
            _provisioned.Remove(gone);
            if (_deployed.Remove(gone, out var deployed))
            {
                _loop.Delete(deployed.Live);
            }
        }

        if (version is null && address == Home.Address)
        {
            _given.Remove(function.Name);
        }
    }

    public void Claims(ServiceAddress address, FunctionEntry function)
    {
        var exists = At(address.Account, address.Region).Plane.Functions.GetValueOrDefault(function.Name) == function;
        _loop.Claim(SiteOf(address).Place, function.Name, exists ? function.ReservedConcurrency : null, exists ? function.Provisioned.Values.Sum(static p => p.Requested) : 0);
    }

    public void Provision(ServiceAddress address, FunctionEntry function, VersionEntry version, int concurrency, Action<string?> ready)
    {
        // Code of its INIT runs only while time passes; what was asked later has been asked instead.
        var asked = _provisioned[version] = _provisioned.GetValueOrDefault(version) + 1;
        if (concurrency == 0 && !_deployed.ContainsKey(version))
        {
            ready(null);
            return;
        }

        void Start()
        {
            if (_provisioned.GetValueOrDefault(version) == asked)
            {
                _loop.Provision(LiveOf(address, function, version), concurrency, done => ready(done ? null : "FUNCTION_ERROR_INIT_FAILURE"));
            }
        }

        if (concurrency == 0)
        {
            Start();
        }
        else
        {
            _loop.ArmTransition(0, Start);
        }
    }

    private LiveFunction Deploy(ServiceAddress address, string name, VersionEntry version)
    {
        var (settings, code) = version.Serving;
        var given = address == Home.Address ? _given.GetValueOrDefault(name) : null;
        var site = SiteOf(address) with
        {
            Variables = settings.Variables,
            Handler = settings.Handler,
            LogGroup = settings.LoggingConfig.LogGroup,
        };
        return _loop.Put(site, name, version.Version, ConfigOf(name, settings, given), code.StandIn is null && code.InProcess is null && given is { Code: null } ? null : CodeOf(name, settings, code, given));
    }

    private sealed record Deployed(ServiceAddress Address, FunctionEntry Function, LiveFunction Live, (FunctionSettings Settings, CodePackage Code) Serving);
}
