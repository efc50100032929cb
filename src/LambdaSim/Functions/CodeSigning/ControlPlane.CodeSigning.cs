using System.Text.RegularExpressions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Code signing configurations (rules CTL-SIGNING-DEFAULTS, CTL-SIGNING-FIND, CTL-SIGNING-IN-USE, CTL-SIGNING-NONE). Nothing is verified: uploads here carry no signatures.
internal sealed partial class ControlPlane
{
    private const string SigningArn = @"arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:code-signing-config:csc-[a-z0-9]{17}";
    private const string AnyArn = @"arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)";

    /// <summary>The configurations by ARN.</summary>
    internal SortedDictionary<string, CodeSigningEntry> CodeSigningConfigs => field ??= new(StringComparer.Ordinal);

    /// <summary>A new configuration.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public CodeSigningConfigResponse CreateCodeSigningConfig(CreateCodeSigningConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TagConstraints.Of(Signing(new Constraints().Required("allowedPublishers", request.AllowedPublishers), request.Description, request.AllowedPublishers, request.CodeSigningPolicies), request.Tags!).Check();
        RequireFewTags(request.Tags?.Count ?? 0);
        var id = $"csc-{_ids.Letters(17)}";
        var config = new CodeSigningConfig
        {
            CodeSigningConfigId = id,
            CodeSigningConfigArn = Address.OfCodeSigningConfig(id),
            Description = request.Description,
            AllowedPublishers = request.AllowedPublishers,
            CodeSigningPolicies = new CodeSigningPolicies { UntrustedArtifactOnDeployment = request.CodeSigningPolicies?.UntrustedArtifactOnDeployment ?? "Warn" },
            LastModified = NowText,
        };
        var entry = new CodeSigningEntry(config);
        foreach (var (key, value) in request.Tags ?? new Dictionary<string, string>())
        {
            entry.Tags[key] = value;
        }

        CodeSigningConfigs.Add(config.CodeSigningConfigArn, entry);
        return new CodeSigningConfigResponse { CodeSigningConfig = config };
    }

    /// <summary>Changes what is given.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public CodeSigningConfigResponse UpdateCodeSigningConfig(UpdateCodeSigningConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var entry = RequireSigning(request.CodeSigningConfigArn, Signing(new Constraints(), request.Description, request.AllowedPublishers, request.CodeSigningPolicies));
        entry.Shown = entry.Shown with
        {
            Description = request.Description ?? entry.Shown.Description,
            AllowedPublishers = request.AllowedPublishers ?? entry.Shown.AllowedPublishers,
            CodeSigningPolicies = request.CodeSigningPolicies is { UntrustedArtifactOnDeployment: not null } policies ? policies : entry.Shown.CodeSigningPolicies,
            LastModified = NowText,
        };
        return new CodeSigningConfigResponse { CodeSigningConfig = entry.Shown };
    }

    /// <summary>A configuration.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public CodeSigningConfigResponse GetCodeSigningConfig(CodeSigningConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new CodeSigningConfigResponse { CodeSigningConfig = RequireSigning(request.CodeSigningConfigArn, new Constraints()).Shown };
    }

    /// <summary>All configurations.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public ListCodeSigningConfigsResponse ListCodeSigningConfigs(ListCodeSigningConfigsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        new Constraints().Range("maxItems", request.MaxItems, 1, 10_000).Check();
        var (page, next) = Pages.Of(CodeSigningConfigs.Select(c => (c.Key, c.Value.Shown)), request.Marker, request.MaxItems);
        return new ListCodeSigningConfigsResponse { CodeSigningConfigs = page, NextMarker = next };
    }

    /// <summary>The functions that have a configuration.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public ListFunctionsByCodeSigningConfigResponse ListFunctionsByCodeSigningConfig(ListFunctionsByCodeSigningConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireSigning(request.CodeSigningConfigArn, new Constraints().Range("maxItems", request.MaxItems, 1, 10_000));
        var users = Functions.Values.Where(f => f.CodeSigningConfigArn == request.CodeSigningConfigArn).Select(f => Address.OfFunction(f.Name));
        var (page, next) = Pages.Of(users.Select(a => (a, a)), request.Marker, request.MaxItems);
        return new ListFunctionsByCodeSigningConfigResponse { FunctionArns = page, NextMarker = next };
    }

    /// <summary>Deletes a configuration that no function has.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public void DeleteCodeSigningConfig(CodeSigningConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var arn = RequireSigning(request.CodeSigningConfigArn, new Constraints()).Shown.CodeSigningConfigArn!;
        if (Functions.Values.Any(f => f.CodeSigningConfigArn == arn))
        {
            throw new ResourceConflictException($"The code signing configuration {arn} cannot be deleted because it is used by one or more functions.");
        }

        CodeSigningConfigs.Remove(arn);
    }

    /// <summary>Gives a function a configuration.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public FunctionCodeSigningConfigResponse PutFunctionCodeSigningConfig(PutFunctionCodeSigningConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = Refer(request.FunctionName, null, SigningArnIs(new Constraints(), request.CodeSigningConfigArn));
        RequireSigningForFunction(request.CodeSigningConfigArn!);
        var function = Functions.GetValueOrDefault(reference.Name) ?? throw NotFound(reference.Name, null);
        RequireCodeSigningConfig(request.CodeSigningConfigArn, function.Latest.Settings.PackageType);
        function.CodeSigningConfigArn = request.CodeSigningConfigArn;
        return new FunctionCodeSigningConfigResponse { CodeSigningConfigArn = request.CodeSigningConfigArn, FunctionName = function.Name };
    }

    /// <summary>The configuration that a function has, if it has one.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public FunctionCodeSigningConfigResponse GetFunctionCodeSigningConfig(FunctionCodeSigningConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var function = Require(Refer(request.FunctionName) with { Qualifier = null });
        return function.CodeSigningConfigArn is { } arn ? new FunctionCodeSigningConfigResponse { CodeSigningConfigArn = arn, FunctionName = function.Name } : new();
    }

    /// <summary>Takes a function's configuration away, if it has one.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public void DeleteFunctionCodeSigningConfig(FunctionCodeSigningConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Require(Refer(request.FunctionName) with { Qualifier = null }).CodeSigningConfigArn = null;
    }

    /// <summary>A configuration that a function is to have exists.</summary>
    /// <exception cref="CodeSigningConfigNotFoundException">It does not.</exception>
    private void RequireSigningForFunction(string arn)
    {
        if (!CodeSigningConfigs.ContainsKey(arn))
        {
            throw new CodeSigningConfigNotFoundException($"The code signing configuration cannot be found. Check that the provided configuration is not deleted: {arn}.");
        }
    }

    // What a new function asks for, and what a function is given.
    private void RequireCodeSigningConfig(string? arn, string packageType)
    {
        if (arn is null)
        {
            return;
        }

        RequireSigningForFunction(arn);
        if (packageType == "Image")
        {
            throw new InvalidParameterValueException("Code signing is not supported for functions created with container images.");
        }
    }

    internal static Constraints SigningArnIs(Constraints constraints, string? arn) => constraints
        .Required("codeSigningConfigArn", arn)
        .Length("codeSigningConfigArn", arn, 0, 200)
        .Pattern("codeSigningConfigArn", arn, SigningArnRegex(), SigningArn);

    private CodeSigningEntry RequireSigning(string? arn, Constraints constraints)
    {
        SigningArnIs(constraints, arn).Check();
        return CodeSigningConfigs.TryGetValue(arn!, out var entry) ? entry
            : throw new ResourceNotFoundException($"The Lambda code signing configuration {arn} can not be found.") { IsUntyped = true };
    }

    private static Constraints Signing(Constraints constraints, string? description, AllowedPublishers? publishers, CodeSigningPolicies? policies)
    {
        constraints.Length("description", description, 0, 256)
            .OneOf("codeSigningPolicies.untrustedArtifactOnDeployment", policies?.UntrustedArtifactOnDeployment, "Warn", "Enforce");
        if (publishers is null)
        {
            return constraints;
        }

        const string Member = "allowedPublishers.signingProfileVersionArns";
        constraints.Required(Member, publishers.SigningProfileVersionArns).Count(Member, publishers.SigningProfileVersionArns, 1, 20);
        return publishers.SigningProfileVersionArns?.All(a => a is not null && AnyArnRegex().IsMatch(a)) != false ? constraints
            : constraints.Violated(Member, $"[{string.Join(", ", publishers.SigningProfileVersionArns)}]", $"Member must satisfy constraint: [Member must satisfy regular expression pattern: {AnyArn}, Member must not be null]");
    }

    [GeneratedRegex(@"\Aarn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9]:[0-9]{12}:code-signing-config:csc-[a-z0-9]{17}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SigningArnRegex();

    [GeneratedRegex(@"\Aarn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-[0-9])?:([0-9]{12})?:(.*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AnyArnRegex();
}
