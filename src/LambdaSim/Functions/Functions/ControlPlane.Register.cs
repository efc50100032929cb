using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

// Functions that were not created over the API, and what calls name.
internal sealed partial class ControlPlane
{
    /// <summary>A function version that was added in process: visible and changeable from now on.</summary>
    /// <returns>The version; null: the qualifier is no version number.</returns>
    public VersionEntry? Register(string name, string qualifier, AddedFunction added)
    {
        var number = 0;
        if (qualifier != Latest && (!int.TryParse(qualifier, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1))
        {
            return null;
        }

        if (!Functions.TryGetValue(name, out var entry) && number != 0)
        {
            Functions.Add(name, entry = new FunctionEntry(name, Added(Latest, added, isImplied: true)));
        }

        var version = Added(qualifier, added);
        if (entry is null)
        {
            Functions.Add(name, entry = new FunctionEntry(name, version));
        }
        else if (number == 0)
        {
            FunctionCodeSize -= entry.Latest.Code.Size;
            entry.Latest = version;
        }
        else
        {
            entry.Versions[number] = version;
            LastVersions[name] = Math.Max(number, LastVersions.GetValueOrDefault(name));
        }

        entry.Added = added;
        Configure(entry, version, added.Config);
        _host.Made(this, entry);
        return version;
    }

    // What belongs to the function or to a qualifier of it rather than to the version.
    private void Configure(FunctionEntry entry, VersionEntry version, FunctionConfig config)
    {
        entry.RecursiveLoop = config.RecursiveLoop.ToString();
        entry.ReservedConcurrency = config.ReservedConcurrency ?? entry.ReservedConcurrency;
        if (config.Provisioned is { } provisioned)
        {
            entry.Provisioned[version.Version] = new ProvisionedEntry(version.Version)
            {
                Requested = provisioned.Concurrency,
                Allocated = provisioned.Concurrency,
                Status = "READY",
                LastModified = version.LastModified,
                Serving = version,
                Prepared = [version],
            };
        }

        var defaults = FunctionConfig.Default;
        if ((config.MaximumRetryAttempts, config.MaximumEventAge, config.OnSuccess, config.OnFailure) != (defaults.MaximumRetryAttempts, defaults.MaximumEventAge, null, null))
        {
            entry.EventInvokes[version.Version] = new EventInvokeEntry(version.Version, NowSeconds, config.MaximumRetryAttempts, (int)config.MaximumEventAge.TotalSeconds, config.OnSuccess?.Arn, config.OnFailure?.Arn);
        }
    }

    /// <summary>Whether an ARN is that of a function, version or alias.</summary>
    public bool Knows(Arn arn) =>
        Address.Has(arn) && arn.FunctionName is { } name && Functions.TryGetValue(name, out var entry) && (arn.Qualifier is not { } qualifier || FindVersion(entry, qualifier) is not null);

    private VersionEntry Added(string version, AddedFunction added, bool isImplied = false)
    {
        var entry = new VersionEntry(version, new AddedVersion(this, added, _ids.Reserve(), _host.Now)) { IsImplied = isImplied };
        _uncounted.Add(entry);
        return entry;
    }
}
