using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Handlers.StandIns;
using LambdaSim.Resources;
using LambdaSim.Runtime;
using LambdaSim.Sources;
using NodaTime;

namespace LambdaSim.Deployment;

/// <summary>The Lambda of each account and region of one simulation, and the world they stand in.</summary>
internal sealed partial class ServiceBook : IServiceHost, IResourceBook
{
    private readonly LoopHost _loop;
    private readonly Func<string, FunctionConfig> _below;
    private readonly AsyncInvocations _async;
    private readonly SortedDictionary<string, LambdaService> _services = new(StringComparer.Ordinal);
    private readonly Queue<Action> _dueNow = new();

    /// <param name="loop">What runs its functions.</param>
    /// <param name="directory">What exists beside them.</param>
    /// <param name="below">The configuration of a function of a name, before anybody says more.</param>
    /// <param name="async">Takes what is sent on to functions; its rules are this one's once it is asked.</param>
    public ServiceBook(LoopHost loop, ResourceDirectory directory, Func<string, FunctionConfig> below, AsyncInvocations async)
    {
        (_loop, Directory, _below, _async) = (loop, directory, below, async);
        var (account, region) = (loop.Options.AccountId, loop.Options.Region);
        _configured = new ConfiguredMappings(loop.Options.World.Mappings, new ServiceAddress(account, region));
        _services.Add($"{account}/{region}", Home = ServiceOf(account, region));
        directory.Register(Arn.Lambda, this);
        _loop.Resolver = Resolve;
    }

    /// <summary>The event source mappings, at work.</summary>
    public required MappingBook Sources { get; init; }

    /// <summary>The simulation's own account and region.</summary>
    public LambdaService Home { get; }

    public IEnumerable<LambdaService> All => _services.Values;

    /// <summary>
    /// Whether anybody uses the API. From then on its settings decide what becomes of async invocations, and what it shows beside what ran is told;
    /// until then they are those that functions were added with.
    /// </summary>
    public bool IsAsked
    {
        get;
        set
        {
            if (value && !field)
            {
                _async.Rules.ControlPlane = RuleOf;
            }

            field = value;
        }
    }

    /// <summary>Whether anybody said how long states last.</summary>
    public bool IsDwellGiven { get; private set; }

    /// <summary>How long states last from now on.</summary>
    public ServiceDwell Dwell
    {
        get;
        set
        {
            field = value;
            IsDwellGiven = true;
            foreach (var service in _services.Values)
            {
                service.Plane.Dwell = value;
            }
        }
    } = new();

    public Instant Now => _loop.Start + Duration.FromNanoseconds(_loop.Now);

    public ulong Seed => _loop.Seed;

    public LambdaService At(string account, string region)
    {
        SimulationOptionsFaults.RequireAddress(account, region);
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = ServiceOf(account, region));
        }

        return service;
    }

    private LambdaService ServiceOf(string account, string region) =>
        new(new ControlPlane(new ServiceAddress(account, region), this) { Limits = _loop.Options.World.Account, Dwell = Dwell }, this);

    public void After(Duration delay, Action transition)
    {
        if (delay == Duration.Zero)
        {
            // Whoever asks next finds it done; while time passes nobody need ask.
            if (_loop.Baton.IsOpen && _dueNow.Count == 0)
            {
                _loop.ArmTransition(0, Settle);
            }

            _dueNow.Enqueue(transition);
        }
        else
        {
            _loop.ArmTransition(delay.ToInt64Nanoseconds(), transition);
        }
    }

    public ResourceDirectory Directory { get; }

    /// <summary>The way to callbacks of stand-ins; null: there is none.</summary>
    public Func<ICallbacks?> Callbacks { get; init; } = static () => null;

    /// <summary>Told when the end of a call's log was read, for the last time.</summary>
    public Action<int> TailRead { get; init; } = static _ => { };

    public void Enter(string operation)
    {
        RunSeed.Use(_loop.Seed);
        _loop.RequireHere(operation);
        _loop.NoteIfAhead(operation);
        Settle();
    }

    public void Called(ServiceAddress address, string operation, string? resource, LambdaServiceException? error) =>
        _loop.RecordCall($"{operation} {address.Account}/{address.Region}{(resource is null ? "" : $" {resource}")}{(error is null ? "" : Text.Invariant($" -> {error.StatusCode} {error.ErrorCode}: {error.Message}"))}");

    /// <summary>States are to pass after no time.</summary>
    public bool IsUnsettled => _dueNow.Count > 0;

    /// <summary>What was to happen after no time happens.</summary>
    public void Settle()
    {
        while (_dueNow.TryDequeue(out var transition))
        {
            transition();
        }
    }

    private FunctionSite SiteOf(ServiceAddress address) =>
        new(address.Account, address.Region, address == Home.Address ? null : $"{address.Account}/{address.Region}");
}
