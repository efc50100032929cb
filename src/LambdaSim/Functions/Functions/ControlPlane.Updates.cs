using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Changes of $LATEST and its states (rules CTL-UPDATE, CTL-STATE, CTL-REVISION).
internal sealed partial class ControlPlane
{
    private const string BeingCreated = "The function is being created.";

    /// <summary>How long states last.</summary>
    internal ServiceDwell Dwell { get; set; } = new();

    /// <summary>Changes what is given, keeps the rest.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public FunctionConfiguration UpdateFunctionConfiguration(UpdateFunctionConfigurationRequest request)
    {
        var entry = RequireLatest(Refer(request.FunctionName, null, FunctionConstraints.Of(request)));
        FunctionChecks.Unsimulated(request.Others);
        RequireRevision(entry, request.RevisionId);
        RequireSettled(entry);
        var settings = Changed(request, entry.Latest.Settings);
        RequireRoom(settings.Layers, entry.Latest.Code, copies: 0);

        Update(entry, settings, entry.Latest.Code);
        return Describe(entry, entry.Latest, null);
    }

    /// <summary>Replaces the code; with <c>Publish</c> also publishes a version, which the answer then describes.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public FunctionConfiguration UpdateFunctionCode(UpdateFunctionCodeRequest request)
    {
        var entry = RequireLatest(Refer(request.FunctionName, null, FunctionConstraints.Of(request)));
        FunctionChecks.Unsimulated(request.Others);
        RequireRevision(entry, request.RevisionId);
        RequireSettled(entry);
        var latest = entry.Latest;
        var settings = latest.Settings with { Architecture = request.Architectures?[0] ?? latest.Settings.Architecture };
        var source = new CodeSource(request.ZipFile, request.S3Bucket, request.S3Key, request.S3ObjectVersion, request.ImageUri);
        var code = ReadCode(source, settings.PackageType, isUpdate: true, entry.Name);
        RequireRoom(settings.Layers, code, copies: request.Publish == true ? 2 : 1, freed: latest.Code.Size);
        if (request.DryRun == true)
        {
            return Describe(entry, new VersionEntry(Latest, settings, code) { RevisionId = latest.RevisionId, LastModified = latest.LastModified, State = latest.State, LastUpdateStatus = latest.LastUpdateStatus }, null);
        }

        Update(entry, settings, code);
        if (request.Publish != true)
        {
            return Describe(entry, entry.Latest, null);
        }

        var version = AddVersion(entry, null);
        BeginCreation(entry, version, Dwell.Update);
        return Describe(entry, version, version.Version);
    }

    /// <summary>Replaces the code by some that is given in process, as <see cref="UpdateFunctionCode"/> does by an upload.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public void ReplaceCode(string functionName, string? qualifier, Func<CodePackage, CodePackage> code)
    {
        var entry = RequireLatest(Refer(functionName, qualifier));
        RequireSettled(entry);
        Update(entry, entry.Latest.Settings, code(entry.Latest.Code));
    }

    private void Update(FunctionEntry entry, FunctionSettings settings, CodePackage code)
    {
        var latest = entry.Latest;
        entry.Updates++;
        FunctionCodeSize += code.Size - latest.Code.Size;
        latest.Serving = latest.Serving; // Until it is settled.
        latest.Settings = settings;
        latest.Code = code;
        latest.RevisionId = _ids.Revision();
        latest.LastModified = NowText;
        latest.LastUpdateStatus = "InProgress";
        latest.LastUpdateStatusReason = BeingCreated;
        latest.LastUpdateStatusReasonCode = "Creating";
        SettleAfter(entry, latest, Dwell.Update);
    }

    private void BeginCreation(FunctionEntry entry, VersionEntry version, NodaTime.Duration dwell)
    {
        version.State = "Pending";
        version.StateReason = BeingCreated;
        version.StateReasonCode = "Creating";
        version.LastUpdateStatus = null;
        SettleAfter(entry, version, dwell);
    }

    private void SettleAfter(FunctionEntry entry, VersionEntry version, NodaTime.Duration dwell)
    {
        var change = ++version.Change;
        _host.After(dwell, () =>
        {
            if (version.Change == change)
            {
                Settle(entry, version);
            }
        });
    }

    private void Settle(FunctionEntry entry, VersionEntry version)
    {
        version.State = "Active";
        version.StateReason = version.StateReasonCode = null;
        version.LastUpdateStatus = "Successful";
        version.LastUpdateStatusReason = version.LastUpdateStatusReasonCode = null;
        version.RevisionId = _ids.Revision();
        var before = version.Serving;
        version.Serving = (version.Settings, version.Code);
        if (version.Serving != before)
        {
            version.IsPlanned = false;
            _host.Changed(Address, entry, version);
        }
    }

    /// <summary>The function, when it is not named with a version or an alias.</summary>
    private FunctionEntry RequireLatest(FunctionReference reference)
    {
        var entry = Require(reference);
        return reference.QualifierOrLatest == Latest ? entry : throw new InvalidParameterValueException("Current operation does not support versions other than $LATEST");
    }

    private static void RequireRevision(FunctionEntry entry, string? revisionId)
    {
        if (revisionId is not null && revisionId != entry.Latest.RevisionId)
        {
            throw new PreconditionFailedException("The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        }
    }

    /// <summary>Refuses while a creation or an update is on its way.</summary>
    /// <exception cref="ResourceConflictException">One is.</exception>
    internal void RequireSettled(FunctionEntry entry)
    {
        if (entry.Latest.State is "Pending" or "Failed")
        {
            throw new ResourceConflictException($"The operation cannot be performed at this time. The function is currently in the following state: {entry.Latest.State}");
        }

        if (entry.Latest.LastUpdateStatus == "InProgress")
        {
            throw new ResourceConflictException($"The operation cannot be performed at this time. An update is in progress for resource: {Address.OfFunction(entry.Name)}");
        }
    }
}
