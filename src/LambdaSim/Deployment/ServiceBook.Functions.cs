using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Resources;
using LambdaSim.Runtime;

namespace LambdaSim.Deployment;

// Functions created over the API, as the simulation's own.
internal sealed partial class ServiceBook
{
    // Functions whose qualifier is no version number.
    private readonly List<string> _unshown = [];

    /// <summary>The function versions of all accounts and regions, called or not.</summary>
    public IEnumerable<KnownFunction> Known() =>
        from service in All
        let place = SiteOf(service.Address).Place
        from function in service.Plane.Functions.Values
        from version in function.Versions.Values.Select(static v => v.Version).Prepend(FunctionDefinition.Latest)
        select new KnownFunction(place, function.Name, version, HasCode: null);

    /// <summary>The function version of a name in the simulation's own account and region; null: there is none.</summary>
    public LiveFunction? FunctionOf(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var (function, qualifier) = colon < 0 ? (name, FunctionDefinition.Latest) : (name[..colon], name[(colon + 1)..]);
        return Home.Plane.Functions.TryGetValue(function, out var entry) && !entry.Aliases.ContainsKey(qualifier) && ControlPlane.FindVersion(entry, qualifier) is { } version && IsThere(version)
            ? LiveOf(Home.Address, entry, version)
            : null;
    }

    /// <summary>A function, version or alias of any account and region; null: there is none.</summary>
    public FunctionResource? Find(Arn arn) => _services.GetValueOrDefault($"{arn.Account}/{arn.Region}")?.Plane.Knows(arn) == true ? new FunctionResource(this, arn) : null;

    IResource? IResourceBook.Find(Arn arn) => Find(arn);

    /// <summary>Whether the function, or a version that the alias chooses, has code.</summary>
    public bool RunsCode(Arn arn)
    {
        if (_services.GetValueOrDefault($"{arn.Account}/{arn.Region}")?.Plane is not { } plane || !plane.Functions.TryGetValue(arn.FunctionName!, out var entry))
        {
            return false;
        }

        var qualifier = arn.Qualifier ?? FunctionDefinition.Latest;
        string?[] versions = entry.Aliases.TryGetValue(qualifier, out var alias) ? [alias.FunctionVersion, alias.Routing?.Version] : [qualifier];
        return versions.Any(v => v is not null && ControlPlane.FindVersion(entry, v) is { } version && LiveOf(plane.Address, entry, version).Code is not null);
    }

    /// <summary>Bytes that an asynchronous invocation may have.</summary>
    public int MaxEventBytes => _loop.Options.World.Account.Quotas.MaxEventBytes;

    /// <summary>Lambda invokes a function with something of its own.</summary>
    /// <returns>Whether the function can be called.</returns>
    public bool SendOn(Arn arn, Delivery delivery)
    {
        try
        {
            var (function, target) = Resolve(arn.ToString(), null);
            _async.TakeSent(_loop.SentOn(function, target, delivery));
            return true;
        }
        catch (LambdaServiceException)
        {
            return false;
        }
    }

    /// <summary>A service beside Lambda invokes a function (rule NBR-INVOKE).</summary>
    public void Invoke(Arn arn, ServiceRequest request)
    {
        try
        {
            if (RequestPayload.CheckSize(request.Payload.Length, request.IsEvent, _loop.Options.World.Account.Quotas) is { } tooLarge)
            {
                throw tooLarge;
            }

            var (function, target) = Resolve(arn.ToString(), null);
            _loop.RequireActive(function);
            _loop.Take(new ServiceInvocation(function, target, request));
        }
        catch (LambdaServiceException e)
        {
            _loop.Answer(request, new ServiceAnswer(e.StatusCode) { ErrorCode = e.ErrorCode, ErrorMessage = e.Message });
        }
    }

    /// <summary>Functions that were created over the API.</summary>
    public IEnumerable<LiveFunction> Created() => Home.Plane.Functions.Values.Where(static f => f.Added is null).Select(f => LiveOf(Home.Address, f, f.Latest));

    /// <summary>Checks a function that is about to be added.</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <exception cref="SimulationConfigException">A setting is out of range, or names what the simulation does not have.</exception>
    public void Check(string name, FunctionConfig config)
    {
        config.Validate();
        var (function, qualifier) = FunctionDefinition.Split(name);
        Home.Plane.RequireClaims(function, qualifier, config.ReservedConcurrency, config.Provisioned?.Concurrency);
        Home.Plane.Destinations.Check(function, qualifier, config);
        _configured.Check(Directory, function, qualifier, config);
    }

    /// <summary>A function version that is added in process is the service's too.</summary>
    public void Add(LiveFunction live)
    {
        var (name, qualifier) = (live.Definition.Name, live.Definition.Qualifier);
        if (Home.Plane.Register(name, qualifier, new AddedFunction(live.Code, live.Definition.Config, static code => ((HandlerCode)code).Description)) is not { } version)
        {
            _unshown.Add(live.Name);
            Home.Plane.ClaimedUnseen += live.Definition.Config.Provisioned?.Concurrency ?? 0;
            return;
        }

        version.Index = live.Index;
    }

    /// <summary>New code of a function, given in process.</summary>
    public void Replace(LiveFunction function, HandlerCode code) => Home.ReplaceCode(
        function.Definition.Name,
        function.Definition.Qualifier == FunctionDefinition.Latest ? null : function.Definition.Qualifier,
        before => AddedFunction.PackageOf(code, code.Description, before));

    // What nobody added is there for who uses the API.
    private bool IsThere(VersionEntry version) => IsAsked || !version.IsImplied;

    /// <exception cref="ResourceConflictException">The API created a function of this name.</exception>
    public void RequireFree(string name)
    {
        if (FunctionOf(name) is not null)
        {
            throw new ResourceConflictException($"Function already exist: {name}");
        }
    }
}
