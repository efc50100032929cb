using System.Security.Cryptography;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;

namespace LambdaSim.Deployment;

// Functions added in process, as the API shows them (rule CTL-IN-PROCESS).
internal sealed partial class ServiceBook
{
    private const string ShownRuntime = "dotnet10";

    public void Mirror(Function function)
    {
        var live = function.Live;
        var config = function.Config;
        var name = live.Definition.Name;
        var given = new GivenFunction(live.Code, config, config.Runtime ?? ShownRuntime);
        if (Home.Plane.Register(name, live.Definition.Qualifier, SettingsOf(given), PackageOf(live.Code?.Description ?? "modelled")) is not var (entry, version))
        {
            _loop.Note($"function {live.Name}: its qualifier is no version number, so the API does not show it");
            return;
        }

        _given[name] = given;
        _deployed[version] = new Deployed(Home.Address, entry, live, version.Serving);
        entry.ReservedConcurrency = config.ReservedConcurrency ?? entry.ReservedConcurrency;
        if (config.Provisioned is { } provisioned)
        {
            entry.Provisioned[version.Version] = new ProvisionedEntry(version.Version) { Requested = provisioned.Concurrency, Allocated = provisioned.Concurrency, Status = "READY", LastModified = version.LastModified, Serving = version, Prepared = [version] };
        }

        var defaults = FunctionConfig.Default;
        if ((config.MaximumRetryAttempts, config.MaximumEventAge, config.OnSuccess, config.OnFailure) != (defaults.MaximumRetryAttempts, defaults.MaximumEventAge, null, null))
        {
            entry.EventInvokes[version.Version] = new EventInvokeEntry(version.Version, Home.Plane.NowSeconds, config.MaximumRetryAttempts, (int)config.MaximumEventAge.TotalSeconds, config.OnSuccess?.Arn, config.OnFailure?.Arn);
        }
    }

    /// <summary>New code of a function, given in process: another package than any before, even if its description is the same.</summary>
    public void Replace(LiveFunction function, HandlerCode code) => Home.ReplaceCode(
        function.Definition.Name,
        function.Definition.Qualifier == FunctionDefinition.Latest ? null : function.Definition.Qualifier,
        before => PackageOf($"{code.Description} after {before.Sha256}") with { InProcess = code });

    private FunctionSettings SettingsOf(GivenFunction given)
    {
        var config = given.Config;
        return new FunctionSettings
        {
            Runtime = config.PackageType == PackageType.Image ? null : given.ShownRuntime,
            Handler = config.PackageType == PackageType.Image ? null : given.Code?.Description ?? "modelled",
            Role = Home.Address.Global("iam", "role/lambdasim", Home.Address.Account),
            Timeout = (int)config.Timeout.TotalSeconds,
            MemorySize = config.MemoryMb,
            EphemeralStorageMb = config.EphemeralStorageMb,
            Variables = config.Environment.Count == 0 ? null : new SortedDictionary<string, string>(config.Environment.ToDictionary(), StringComparer.Ordinal),
            Architecture = config.Architecture == Architecture.Arm64 ? "arm64" : "x86_64",
            PackageType = config.PackageType == PackageType.Image ? "Image" : "Zip",
            DeadLetterTargetArn = config.DeadLetterQueue?.Arn is { Length: > 0 } arn ? arn : null,
            LoggingConfig = new LoggingConfig
            {
                LogFormat = config.LogFormat == LogFormat.Json ? "JSON" : "Text",
                ApplicationLogLevel = config.LogFormat == LogFormat.Json ? (config.ApplicationLogLevel ?? ApplicationLogLevel.Info).ToString().ToUpperInvariant() : null,
                SystemLogLevel = config.LogFormat == LogFormat.Json ? "INFO" : null,
            },
        };
    }

    private static CodePackage PackageOf(string description)
    {
        var bytes = Encoding.UTF8.GetBytes("LambdaSim in process: " + description);
        return new CodePackage(Convert.ToBase64String(SHA256.HashData(bytes)), bytes.Length, bytes.Length);
    }
}
