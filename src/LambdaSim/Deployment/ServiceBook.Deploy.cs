using LambdaSim.Functions;
using LambdaSim.Runtime;

namespace LambdaSim.Deployment;

// From what is configured to what runs: a version is deployed when its first call comes, or its provisioned concurrency.
internal sealed partial class ServiceBook
{
    /// <summary>The version as the runtime knows it.</summary>
    public LiveFunction LiveOf(ServiceAddress address, FunctionEntry function, VersionEntry version) =>
        version.Index is { } index ? _loop.FunctionAt(index) : ModelledOf(function, version) ?? Deploy(address, function, version);

    public void Changed(ServiceAddress address, FunctionEntry function, VersionEntry version)
    {
        if (version.Index is not null)
        {
            Redeploy(address, function, version);
        }
    }

    // Environments that were provisioned end with the old version, and are wanted of the new one.
    private void Redeploy(ServiceAddress address, FunctionEntry function, VersionEntry version)
    {
        Deploy(address, function, version);
        if (function.Provisioned.Values.FirstOrDefault(p => p.Serving == version) is { } kept)
        {
            Provision(address, function, version, kept.Requested, static _ => { });
        }
    }

    public void Gone(ServiceAddress address, FunctionEntry function, VersionEntry? version)
    {
        foreach (var gone in version is null ? function.AllVersions : [version])
        {
            gone.Provisionings++;
            if (gone.Index is { } index)
            {
                gone.Index = null;
                _loop.Delete(_loop.FunctionAt(index));
            }
        }
    }

    public void Claims(ServiceAddress address, FunctionEntry function)
    {
        var exists = At(address.Account, address.Region).Plane.Functions.GetValueOrDefault(function.Name) == function;
        _loop.Claim(SiteOf(address).Place, function.Name, exists ? function.ReservedConcurrency : null, exists ? function.Claims.Provisioned : 0);
    }

    public void Provision(ServiceAddress address, FunctionEntry function, VersionEntry version, int concurrency, Action<string?> ready)
    {
        // Code of its INIT runs only while time passes; what was asked later has been asked instead.
        var asked = ++version.Provisionings;
        if (concurrency == 0 && version.Index is null)
        {
            ready(null);
            return;
        }

        void Start()
        {
            if (version.Provisionings == asked)
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

    private LiveFunction Deploy(ServiceAddress address, FunctionEntry function, VersionEntry version)
    {
        var (settings, code) = version.Serving;
        var added = function.Added;
        var site = SiteOf(address) with
        {
            Variables = settings.Variables,
            Handler = settings.Handler,
            LogGroup = settings.LoggingConfig.LogGroup,
        };
        var isModelled = code.StandIn is null && code.InProcess is null && added is { Code: null };
        var live = _loop.Put(site, function.Name, version.Version, ConfigOf(function.Name, settings, added), isModelled ? null : CodeOf(function.Name, settings, code, added));
        version.Index = live.Index;
        return live;
    }
}
