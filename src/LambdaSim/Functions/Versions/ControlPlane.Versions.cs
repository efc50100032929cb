using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Published versions (rules CTL-PUBLISH, CTL-VERSION-NUMBERS).
internal sealed partial class ControlPlane
{
    /// <summary>Publishes <c>$LATEST</c>, or answers with the last version when it was not updated since.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public FunctionConfiguration PublishVersion(PublishVersionRequest request)
    {
        var entry = RequireLatest(Refer(request.FunctionName, null, FunctionConstraints.Of(request)));
        FunctionChecks.Unsimulated(request.Others);
        RequireRevision(entry, request.RevisionId);
        RequireSettled(entry);
        if (request.CodeSha256 is { Length: > 0 } sha && sha != entry.Latest.Code.Sha256)
        {
            throw new InvalidParameterValueException($"CodeSHA256 ({sha}) is different from current CodeSHA256 in $LATEST ({entry.Latest.Code.Sha256}). Please try again with the CodeSHA256 in $LATEST.");
        }

        if (FindUnchanged(entry) is { } same)
        {
            return Describe(entry, same, same.Version);
        }

        RequireRoom(entry.Latest.Settings.Layers, entry.Latest.Code, copies: 1);
        var version = AddVersion(entry, request.Description);
        entry.Latest.RevisionId = _ids.Revision();
        if (version.Settings.SnapStartApplyOn == "PublishedVersions")
        {
            BeginCreation(entry, version, Dwell.SnapStart);
        }
        else
        {
            version.State = "Active";
            version.LastUpdateStatus = "Successful";
        }

        return Describe(entry, version, version.Version);
    }

    /// <summary>A page of versions, <c>$LATEST</c> first.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public ListVersionsByFunctionResponse ListVersionsByFunction(ListVersionsByFunctionRequest request)
    {
        var constraints = new Constraints().Range("maxItems", request.MaxItems, 1, 10_000);
        var entry = Require(Refer(request.FunctionName, null, constraints));
        var (items, next) = Pages.Of(Listed(entry).Select(static l => (l.Key, l.Version)), request.Marker, request.MaxItems);
        return new ListVersionsByFunctionResponse { Versions = [.. items.Select(v => Listing(entry, v, v.Version))], NextMarker = next };
    }

    // An update counts even if it changes nothing. What was added in process comes without updates: there the values tell.
    private VersionEntry? FindUnchanged(FunctionEntry entry) =>
        LastVersions.TryGetValue(entry.Name, out var last) && entry.Versions.TryGetValue(last, out var version)
        && version.AfterUpdates == entry.Updates && version.Code.Sha256 == entry.Latest.Code.Sha256 && Json(version.Origin) == Json(entry.Latest.Settings)
            ? version : null;

    private VersionEntry AddVersion(FunctionEntry entry, string? description)
    {
        var number = LastVersions.GetValueOrDefault(entry.Name) + 1;
        LastVersions[entry.Name] = number;
        var settings = entry.Latest.Settings;
        var version = new VersionEntry(Text.Of(number), description is null ? settings : settings with { Description = description }, entry.Latest.Code)
        {
            Origin = settings,
            AfterUpdates = entry.Updates,
            RevisionId = _ids.Revision(),
            LastModified = NowText,
        };
        entry.Versions.Add(number, version);
        FunctionCodeSize += version.Code.Size;
        _host.Made(this, entry);
        return version;
    }

    private static string Json(FunctionSettings settings) => JsonSerializer.Serialize(settings, FunctionJson.Default.FunctionSettings);
}
