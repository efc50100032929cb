using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
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

        var (settings, code) = (added.SettingsAt(Address), added.Package);
        if (!Functions.TryGetValue(name, out var entry))
        {
            Functions.Add(name, entry = new FunctionEntry(name, Existing(Latest, settings, code)));
            _functionCodeSize += code.Size;
        }

        VersionEntry version;
        if (number == 0)
        {
            version = entry.Latest = Existing(Latest, settings, code);
        }
        else
        {
            version = entry.Versions[number] = Existing(qualifier, settings, code);
            _functionCodeSize += code.Size;
            LastVersions[name] = Math.Max(number, LastVersions.GetValueOrDefault(name));
        }

        entry.Added = added;
        Configure(entry, version, added.Config);
        return version;
    }

    // What belongs to the function or to a qualifier of it rather than to the version.
    private void Configure(FunctionEntry entry, VersionEntry version, FunctionConfig config)
    {
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

    private VersionEntry Existing(string version, FunctionSettings settings, CodePackage code) => new(version, settings, code)
    {
        RevisionId = _ids.Revision(),
        LastModified = NowText,
        State = "Active",
        LastUpdateStatus = "Successful",
    };
}
