using LambdaSim.Configuration;
using LambdaSim.Deployment;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;

namespace LambdaSim;

// AWS Lambda's API: the same functions, as the service keeps them.
public sealed partial class Simulation
{
    private ServiceBook? _services;

    /// <summary>AWS Lambda's API in the account and region of <see cref="Options"/>: create, update, publish, invoke and the rest of it.</summary>
    public LambdaService Lambda => LambdaAt(Options.AccountId, Options.Region);

    /// <summary>AWS Lambda's API in another account or region: functions, quotas and concurrency of its own, on the same clock.</summary>
    /// <param name="accountId">Twelve digits.</param>
    /// <param name="region">Such as <c>eu-west-1</c>.</param>
    /// <exception cref="SimulationConfigException">One of them is none.</exception>
    public LambdaService LambdaAt(string accountId, string region) => Services.At(accountId, region);

    internal ServiceBook Services => _services ??= new ServiceBook(this);

    /// <summary>What runs a stand-in.</summary>
    internal Func<StandIn, FunctionSettings, HandlerCode> StandIns { get; set; } = static (_, _) => throw new NotSupportedException();

    /// <summary>What runs code that nobody gave a handler for.</summary>
    internal Func<string, HandlerCode> NoHandler { get; set; } = static _ => throw new NotSupportedException();

    internal bool KnowsArn(string arn) => _destinations.QueueOf(arn) is not null;
}
