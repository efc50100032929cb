using System.Collections.Immutable;
using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;
using LambdaSim.Runtime;
using LambdaSim.Handlers.StandIns;
using LambdaSim.Worlds;

namespace LambdaSim.Deployment;

// What runs for a function: its stand-in, the handler that somebody gave for its name, or an error that says how to give one.
internal sealed partial class ServiceBook
{
    private SortedDictionary<string, Func<FunctionSettings, HandlerCode>> GivenHandlers => field ??= new(StringComparer.Ordinal);

    /// <summary>Gives the handler of functions of a name, in any account and region, whose code is no stand-in.</summary>
    public void Give(string name, Func<FunctionSettings, HandlerCode> handler)
    {
        GivenHandlers[name] = handler;
        foreach (var service in _services.Values)
        {
            if (service.Plane.Functions.TryGetValue(name, out var function))
            {
                foreach (var version in function.AllVersions.Where(v => v.Index is { } index && _loop.FunctionAt(index).Code is NoHandlerCode))
                {
                    Redeploy(service.Address, function, version);
                }
            }
        }
    }

    /// <summary>Names that have a handler.</summary>
    public IEnumerable<string> HandlerNames => GivenHandlers.Keys;

    /// <summary>What was given to it, as a value.</summary>
    public ServicePlan Plan => new()
    {
        Dwell = IsDwellGiven ? Dwell : null,
        Handlers = GivenHandlers.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Uploads = _uploads,
        Resources = Directory.Declared.All.ToImmutableSortedDictionary(static r => r.Arn.ToString(), static r => r.Content, StringComparer.Ordinal),
        AreAllDeclared = Directory.Declared.AreAllDeclared,
    };

    /// <summary>Begins with what a plan gives.</summary>
    public void Take(ServicePlan plan)
    {
        if (plan.Dwell is { } dwell)
        {
            Dwell = dwell;
        }

        Directory.Declared.AreAllDeclared = plan.AreAllDeclared;
        foreach (var (arn, content) in plan.Resources)
        {
            Directory.Declared.Declare(Arn.Parse(arn), content);
        }

        _uploads = plan.Uploads;
        foreach (var (name, handler) in plan.Handlers)
        {
            GivenHandlers[name] = handler;
        }
    }

    private HandlerCode CodeOf(string name, FunctionSettings settings, CodePackage code, AddedFunction? added) =>
        code.StandIn is { } standIn ? StandInCode.Of(standIn, settings, Callbacks())
            : code.InProcess is HandlerCode here ? here
            : added?.Code is HandlerCode own ? own
            : UploadedCode(name, settings, code) is { } uploaded ? uploaded
            : GivenHandlers.TryGetValue(name, out var handler) ? handler(settings)
            : new NoHandlerCode(name);

    private FunctionConfig ConfigOf(string name, FunctionSettings settings, AddedFunction? added)
    {
        var below = added?.Config ?? _below(name);
        return below with
        {
            MemoryMb = settings.MemorySize,
            Timeout = NodaTime.Duration.FromSeconds(settings.Timeout),
            EphemeralStorageMb = settings.EphemeralStorageMb,
            Architecture = settings.Architecture == "arm64" ? Architecture.Arm64 : Architecture.X86_64,
            PackageType = settings.PackageType == "Image" ? PackageType.Image : PackageType.Zip,
            Runtime = added is not null && settings.Runtime == added.Runtime ? added.Config.Runtime : KnownRuntime(name, settings, below.Runtime),
            LogFormat = settings.LoggingConfig.LogFormat == "JSON" ? LogFormat.Json : LogFormat.Text,
            ApplicationLogLevel = Enum.TryParse<ApplicationLogLevel>(settings.LoggingConfig.ApplicationLogLevel, ignoreCase: true, out var level) ? level : null,
            DeadLetterQueue = settings.DeadLetterTargetArn is { Length: > 0 } queue ? new Destination(queue) : null,
            ReservedConcurrency = null,
            Provisioned = null,
        };
    }

    private string? KnownRuntime(string name, FunctionSettings settings, string? below)
    {
        if (settings.Runtime is not { } runtime)
        {
            return below;
        }

        try
        {
            RuntimeCatalog.Require(runtime, settings.PackageType == "Image" ? PackageType.Image : PackageType.Zip, settings.Architecture == "arm64" ? Architecture.Arm64 : Architecture.X86_64);
            return runtime;
        }
        catch (SimulationConfigException)
        {
            _loop.Note($"runtime {runtime} of {name}: no length of INIT is known for it, so it takes none");
            return below;
        }
    }
}
