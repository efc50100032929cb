using System.Globalization;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

// Functions that were not created over the API, and what calls name.
internal sealed partial class ControlPlane
{
    /// <summary>A function version that exists already: visible and changeable from now on.</summary>
    /// <returns>The function and the version; null: the qualifier is no version number.</returns>
    public (FunctionEntry Function, VersionEntry Version)? Register(string name, string qualifier, FunctionSettings settings, CodePackage code)
    {
        var number = 0;
        if (qualifier != Latest && (!int.TryParse(qualifier, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1))
        {
            return null;
        }

        if (!Functions.TryGetValue(name, out var entry))
        {
            Functions.Add(name, entry = new FunctionEntry(name, Existing(Latest, settings, code)));
            _functionCodeSize += code.Size;
        }

        if (number == 0)
        {
            entry.Latest = Existing(Latest, settings, code);
            return (entry, entry.Latest);
        }

        var version = Existing(qualifier, settings, code);
        entry.Versions[number] = version;
        _functionCodeSize += code.Size;
        LastVersions[name] = Math.Max(number, LastVersions.GetValueOrDefault(name));
        return (entry, version);
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
