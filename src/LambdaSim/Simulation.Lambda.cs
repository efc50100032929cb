using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LambdaSim.Deployment;
using LambdaSim.Functions;
using LambdaSim.Handlers;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim;

// AWS Lambda's API: the same functions, as the service keeps them.
public sealed partial class Simulation
{
    private readonly ServiceBook _services;

    /// <summary>AWS Lambda's API in the account and region of <see cref="Options"/>: create, update, publish, invoke and the rest of it.</summary>
    public LambdaService Lambda => LambdaAt(Options.AccountId, Options.Region);

    /// <summary>AWS Lambda's API in another account or region: functions, quotas and concurrency of its own, on the same clock.</summary>
    /// <param name="accountId">Twelve digits.</param>
    /// <param name="region">Such as <c>eu-west-1</c>.</param>
    /// <exception cref="SimulationConfigException">One of them is none.</exception>
    public LambdaService LambdaAt(string accountId, string region) => Here.Services.At(accountId, region);

    /// <summary>
    /// Gives the handler of functions of a name that are created over the API, in any account and region: their code is stored as AWS would store it, and
    /// this runs in its place.
    /// </summary>
    /// <param name="functionName">Name, without qualifier.</param>
    /// <param name="handler">A delegate of any sensible shape (docs/handlers.md).</param>
    /// <param name="init">Runs in the init phase of each process.</param>
    /// <param name="json">Source-generated metadata of event and result; null: reflection.</param>
    /// <exception cref="UnsupportedHandlerException">The delegate has no supported shape.</exception>
    [RequiresUnreferencedCode(HandlerBinder.Reflects)]
    [RequiresDynamicCode(HandlerBinder.Reflects)]
    public void AddHandler(string functionName, Delegate handler, Delegate? init = null, JsonSerializerContext? json = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(functionName);
        var services = Here.Services;
        var code = HandlerBinder.Bind(handler, json, init);
        services.Give(functionName, _ => code);
    }

    /// <summary>
    /// Says that a resource of a service that the simulation does not have exists: a stream, a table, a bucket, a subnet. Of services of which
    /// nothing was declared, everything is taken to exist.
    /// </summary>
    /// <param name="arn">Its ARN; of an S3 object <c>arn:aws:s3:::BUCKET/KEY</c>.</param>
    /// <param name="content">The bytes of an S3 object, for code that is taken from it.</param>
    public void DeclareResource(string arn, byte[]? content = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(arn);
        Here.Services.Directory.Declared.Declare(Resources.Arn.TryParse(arn, out var named) ? named : throw new ArgumentException($"'{arn}' is no ARN; one is arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE", nameof(arn)), content);
    }

    /// <summary>The functions, and the API by which they are kept: asking for it is using it.</summary>
    internal ServiceBook Services
    {
        get
        {
            _services.IsAsked = true;
            return _services;
        }
    }

    /// <summary>The way to callbacks of stand-ins; null: there is none.</summary>
    internal ICallbacks? Callbacks { get; set; }
}
