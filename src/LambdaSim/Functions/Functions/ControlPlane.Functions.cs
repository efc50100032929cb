using System.Globalization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Create, get, list and delete (rules CTL-CREATE, CTL-GET, CTL-LIST, CTL-DELETE).
internal sealed partial class ControlPlane
{
    private const int MaxTags = 50;

    /// <summary>Creates a function; with <c>Publish</c> also its next version, which the answer then describes.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public FunctionConfiguration CreateFunction(CreateFunctionRequest request)
    {
        var name = ReferNew(request.FunctionName, FunctionConstraints.Of(request));
        FunctionChecks.Unsimulated(request.Others);
        FunctionChecks.Unsimulated(request.Code?.Others);
        var settings = Settings(request, name);
        RequireFree(name); // AWS looks at layers and other settings first.
        var tags = CreationTags(request.Tags);
        RequireCodeSigningConfig(request.CodeSigningConfigArn, settings.PackageType);
        var code = ReadCode(SourceOf(request.Code!), settings.PackageType, isUpdate: false, name);
        RequireRoom(settings.Layers, code, copies: request.Publish == true ? 2 : 1);

        var entry = new FunctionEntry(name, new VersionEntry(Latest, settings, code) { RevisionId = _ids.Revision(), LastModified = NowText })
        {
            Tags = tags,
            CodeSigningConfigArn = request.CodeSigningConfigArn,
        };
        Functions.Add(name, entry);
        FunctionCodeSize += code.Size;
        BeginCreation(entry, entry.Latest, Dwell.Create);
        _host.Made(this, entry);
        if (request.Publish != true)
        {
            return Describe(entry, entry.Latest, null);
        }

        var version = AddVersion(entry, null);
        BeginCreation(entry, version, Dwell.Create);
        return Describe(entry, version, null);
    }

    /// <summary>Configuration, place of the code, tags and reserved concurrency.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public GetFunctionResponse GetFunction(FunctionRequest request)
    {
        var reference = Refer(request.FunctionName, request.Qualifier);
        var version = RequireVersion(reference);
        var entry = Functions[reference.Name];
        return new GetFunctionResponse
        {
            Configuration = Describe(entry, version, reference.Qualifier),
            Code = LocationOf(entry, version),
            Tags = entry.Tags.Count == 0 ? null : entry.Tags,
            Concurrency = entry.ReservedConcurrency is { } reserved ? new Concurrency { ReservedConcurrentExecutions = reserved } : null,
        };
    }

    /// <summary>The configuration of a function, version or alias.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public FunctionConfiguration GetFunctionConfiguration(FunctionRequest request)
    {
        var reference = Refer(request.FunctionName, request.Qualifier);
        var version = RequireVersion(reference);
        return Describe(Functions[reference.Name], version, reference.Qualifier);
    }

    /// <summary>A page of functions, or of all their versions.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public ListFunctionsResponse ListFunctions(ListFunctionsRequest request)
    {
        FunctionConstraints.Of(request).Check();
        var isAll = request.FunctionVersion is not null;
        var all = request.MasterRegion is not (null or "ALL") ? [] // There are no replicas.
            : isAll ? Functions.Values.SelectMany(Listed).Select(static l => (l.Entry.Name + '\0' + l.Key, l))
            : Functions.Values.Select(static f => (f.Name, (Entry: f, Version: f.Latest, Key: "")));
        var (items, next) = Pages.Of(all, request.Marker, request.MaxItems);
        return new ListFunctionsResponse
        {
            Functions = [.. items.Select(l => Listing(l.Entry, l.Version, isAll ? l.Version.Version : null))],
            NextMarker = next,
        };
    }

    /// <summary>Deletes a function with all that belongs to it, or one version.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public void DeleteFunction(FunctionRequest request)
    {
        var reference = Refer(request.FunctionName, request.Qualifier);
        if (reference.Qualifier == Latest)
        {
            throw new InvalidParameterValueException("$LATEST version cannot be deleted without deleting the function.");
        }

        if (reference.Qualifier is { } alias && NamePatterns.AliasRegex().IsMatch(alias))
        {
            throw new InvalidParameterValueException("Deletion of aliases is not currently supported.");
        }

        var entry = Require(reference with { Qualifier = null });
        if (reference.Qualifier is null)
        {
            Functions.Remove(entry.Name);
            FunctionCodeSize -= entry.Latest.Code.Size + entry.Versions.Values.Sum(static v => v.Code.Size);
            ForgetFunction(entry);
            _host.Gone(Address, entry, null);
            _host.Claims(Address, entry);
        }
        else if (int.TryParse(reference.Qualifier, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && entry.Versions.ContainsKey(number))
        {
            DeleteVersion(entry, number, reference.Qualifier);
        }
    }

    private void DeleteVersion(FunctionEntry entry, int number, string version)
    {
        var users = entry.Aliases.Values.Where(a => a.FunctionVersion == version || a.Routing?.Version == version).Select(static a => a.Name).ToList();
        if (users.Count > 0)
        {
            throw new ResourceConflictException($"Unable to delete version because the following aliases reference it: [{string.Join(", ", users)}]");
        }

        var gone = entry.Versions[number];
        FunctionCodeSize -= gone.Code.Size;
        entry.Versions.Remove(number);
        ForgetVersion(entry, version);
        _host.Gone(Address, entry, gone);
        _host.Claims(Address, entry);
    }

    /// <summary>What else belongs to a function that is gone.</summary>
    partial void ForgetFunction(FunctionEntry entry);

    /// <summary>What else belongs to a version that is gone.</summary>
    static partial void ForgetVersion(FunctionEntry entry, string version);

    private void RequireFree(string name)
    {
        if (Functions.ContainsKey(name))
        {
            throw new ResourceConflictException($"Function already exist: {name}");
        }
    }

    private static SortedDictionary<string, string> CreationTags(IReadOnlyDictionary<string, string?>? given)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in given ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            tags.Add(key, value!);
        }

        return tags.Count <= MaxTags ? tags : throw new InvalidParameterValueException("Number of tags exceeds resource tag limit.");
    }

    // All versions of a function, with keys in their order: $LATEST first.
    private static IEnumerable<(FunctionEntry Entry, VersionEntry Version, string Key)> Listed(FunctionEntry entry) =>
        entry.Versions.Select(v => (entry, v.Value, v.Key.ToString("D10", CultureInfo.InvariantCulture))).Prepend((entry, entry.Latest, "0000000000"));
}
