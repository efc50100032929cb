using LambdaSim.Events;

namespace LambdaSim.Runtime;

/// <summary>A function version as the runtime knows it.</summary>
internal sealed class LiveFunction
{
    public LiveFunction(LoopHost host, int index, FunctionDefinition definition, HandlerCode? code, FunctionSite? site = null)
    {
        Site = site ?? host.Home;
        IsOfService = site is not null;
        Host = host;
        Index = index;
        Definition = definition;
        Code = code;
        Json = code?.JsonOptions;
        Arn = Resources.Arn.OfFunction(Site.Region, Site.Account, definition.Name).ToString();
        BillsInit = host.Options.World.Prices.BillsInit(definition.Config);
        TimeoutNs = definition.Config.Timeout.ToInt64Nanoseconds();
        LogGroup = Site.LogGroup ?? "/aws/lambda/" + definition.Name;
    }

    public LoopHost Host { get; }

    public FunctionSite Site { get; private set; }

    public int Index { get; }

    public FunctionDefinition Definition { get; }

    /// <summary>The user's handler; null: modelled.</summary>
    public HandlerCode? Code { get; private set; }

    /// <summary>How its JSON is written and read; null: as everybody's.</summary>
    public System.Text.Json.JsonSerializerOptions? Json { get; }

    /// <summary>The control plane made it; otherwise it was added in process.</summary>
    public bool IsOfService { get; }

    /// <summary>What whoever added it in process has of it; null: nobody did.</summary>
    public Function? Handle { get; set; }

    /// <summary>The run's end disposes of processes of it.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Its environments at the moment.</summary>
    public int Environments { get; set; }

    /// <summary>Unqualified ARN.</summary>
    public string Arn { get; }

    public string LogGroup { get; }

    public bool BillsInit { get; }

    public long TimeoutNs { get; }

    /// <summary>Name and qualifier as messages give them.</summary>
    public string Name => Definition.DisplayName;

    /// <summary>Environment variables of its processes on demand: what AWS sets, then what the user did.</summary>
    public IReadOnlyDictionary<string, string> Variables
    {
        get => field ??= EnvironmentVariables.Of(this, LiveEnvironment.OnDemand);
        private set;
    }

    /// <summary>The same of its provisioned processes.</summary>
    public IReadOnlyDictionary<string, string> ProvisionedVariables
    {
        get => field ??= EnvironmentVariables.Of(this, LiveEnvironment.OfProvisioned);
        private set;
    }

    /// <summary>An update or a deletion ended it, and nothing runs in it any more: what it needed to run goes.</summary>
    public void Release()
    {
        Code = GoneCode.Instance;
        Variables = ProvisionedVariables = null!;
        Site = Site with { Variables = null };
    }

    /// <summary>What a call is billed, in milliseconds (rule BIL-ROUND).</summary>
    public long BilledMs(long durationNs, long initNs)
    {
        var granularity = Host.Options.World.Prices.GranularityMilliseconds * 1_000_000;
        var ns = Math.Max(1, durationNs + (BillsInit ? initNs : 0));
        return (ns + granularity - 1) / granularity * (granularity / 1_000_000);
    }
}
