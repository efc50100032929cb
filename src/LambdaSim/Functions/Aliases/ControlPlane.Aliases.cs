using System.Globalization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Aliases and their routing (rules CTL-ALIAS and CTL-ALIAS-UPDATE).
internal sealed partial class ControlPlane
{
    private const int MaxListItems = 10_000;

    /// <summary>AWS's <c>CreateAlias</c>.</summary>
    public AliasConfiguration CreateAlias(CreateAliasRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var constraints = AliasName(request.Name).Required("functionVersion", request.FunctionVersion);
        AliasTargets(constraints, request.FunctionVersion, request.RoutingConfig).Length("description", request.Description, 0, 256);
        var name = Refer(request.FunctionName, null, constraints).Name;
        var entry = Require(new FunctionReference(name, request.FunctionVersion));
        _ = FindVersion(entry, request.FunctionVersion!) ?? throw NotFound(name, request.FunctionVersion);
        if (entry.Aliases.ContainsKey(request.Name!))
        {
            throw new ResourceConflictException($"Alias already exists: {Address.OfFunction(name, request.Name!)}");
        }

        var alias = new AliasEntry(request.Name!)
        {
            FunctionVersion = request.FunctionVersion!,
            Description = request.Description ?? "",
            Routing = RequireRouting(entry, request.FunctionVersion!, Weights(request.RoutingConfig)),
            RevisionId = _ids.Revision(),
        };
        entry.Aliases.Add(alias.Name, alias);
        return Show(entry, alias);
    }

    /// <summary>AWS's <c>UpdateAlias</c>.</summary>
    public AliasConfiguration UpdateAlias(UpdateAliasRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var constraints = AliasTargets(AliasName(request.Name), request.FunctionVersion, request.RoutingConfig).Length("description", request.Description, 0, 256);
        var name = Refer(request.FunctionName, null, constraints).Name;
        if (!Functions.TryGetValue(name, out var entry) || !entry.Aliases.TryGetValue(request.Name!, out var alias))
        {
            throw new ResourceNotFoundException($"Alias not found: {Address.OfFunction(name, request.Name!)}");
        }

        if (request.RevisionId is not null && request.RevisionId != alias.RevisionId)
        {
            throw new PreconditionFailedException("The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        }

        var version = request.FunctionVersion ?? alias.FunctionVersion;
        _ = FindVersion(entry, version) ?? throw NotFound(name, version);
        var weights = request.RoutingConfig is null && alias.Routing is { } kept ? [new(kept.Version, kept.Weight)] : Weights(request.RoutingConfig);
        var routing = RequireRouting(entry, version, weights);
        RequireMovable(entry, alias, version, routing);
        if (version != alias.FunctionVersion)
        {
            alias.FunctionVersion = version;
            MoveProvisioned(entry, alias.Name);
        }

        alias.Routing = routing;
        alias.Description = request.Description ?? alias.Description;
        alias.RevisionId = _ids.Revision();
        return Show(entry, alias);
    }

    /// <summary>AWS's <c>GetAlias</c>.</summary>
    public AliasConfiguration GetAlias(GetAliasRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = Refer(request.FunctionName, null, AliasName(request.Name)).Name;
        return Functions.TryGetValue(name, out var entry) && entry.Aliases.TryGetValue(request.Name!, out var alias)
            ? Show(entry, alias)
            : throw AliasNotFound(name, request.Name!);
    }

    /// <summary>AWS's <c>DeleteAlias</c>: an alias that does not exist is deleted too.</summary>
    public void DeleteAlias(DeleteAliasRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var entry = Require(Refer(request.FunctionName, null, AliasName(request.Name)) with { Qualifier = null });
        if (entry.Aliases.ContainsKey(request.Name!))
        {
            Deprovision(entry, request.Name!);
            entry.Aliases.Remove(request.Name!);
            entry.Forget(request.Name!);
        }
    }

    /// <summary>AWS's <c>ListAliases</c>.</summary>
    public ListAliasesResponse ListAliases(ListAliasesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var constraints = AliasTargets(new Constraints(), request.FunctionVersion, null).Range("maxItems", request.MaxItems, 1, MaxListItems);
        var entry = Require(Refer(request.FunctionName, null, constraints) with { Qualifier = null });
        var aliases = entry.Aliases.Values.Where(a => request.FunctionVersion is not { } version || version == a.FunctionVersion || version == a.Routing?.Version);
        var (items, next) = Pages.Of(aliases.Select(static a => (a.Name, a)), request.Marker, request.MaxItems);
        return new ListAliasesResponse { Aliases = [.. items.Select(a => Show(entry, a))], NextMarker = next };
    }

    // What belonged to a version goes with it.
    static partial void ForgetVersion(FunctionEntry entry, string version) => entry.Forget(version);

    internal ResourceNotFoundException AliasNotFound(string name, string alias) => new($"Cannot find alias arn: {Address.OfFunction(name, alias)}");

    private static Constraints AliasName(string? name) => new Constraints().Required("name", name).Length("name", name, 1, 128).Pattern("name", name, NamePatterns.AliasRegex(), NamePatterns.Alias);

    private static Constraints AliasTargets(Constraints constraints, string? version, AliasRoutingConfiguration? routing)
    {
        constraints.Length("functionVersion", version, 1, 1024).Pattern("functionVersion", version, NamePatterns.VersionRegex(), NamePatterns.Version);
        var weights = Weights(routing);
        if (weights.Any(static w => w.Key.Length is < 1 or > 1024 || !w.Key.All(char.IsAsciiDigit)))
        {
            constraints.Violated("routingConfig.additionalVersionWeights", Write(weights),
                "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]");
        }

        return weights.All(static w => w.Value is >= 0 and <= 1) ? constraints : constraints.Violated("routingConfig.additionalVersionWeights", Write(weights),
            "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]");
    }

    private static IReadOnlyList<KeyValuePair<string, double>> Weights(AliasRoutingConfiguration? routing) =>
        [.. (routing?.AdditionalVersionWeights ?? new Dictionary<string, double>(StringComparer.Ordinal)).OrderBy(static w => w.Key, StringComparer.Ordinal)];

    // As AWS prints a map of doubles: {2=2.0}.
    private static string Write(IReadOnlyList<KeyValuePair<string, double>> weights) =>
        $"{{{string.Join(", ", weights.Select(static w => $"{w.Key}={w.Value.ToString(w.Value == Math.Floor(w.Value) && Math.Abs(w.Value) < 1e7 ? "F1" : "R", CultureInfo.InvariantCulture)}"))}}}";

    private (string Version, double Weight)? RequireRouting(FunctionEntry entry, string primary, IReadOnlyList<KeyValuePair<string, double>> weights)
    {
        if (weights.Count == 0)
        {
            return null;
        }

        if (weights.Count > 1)
        {
            throw new InvalidParameterValueException("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }

        var (version, weight) = weights[0];
        if (version == primary)
        {
            throw new InvalidParameterValueException($"Invalid function version {primary}. Function version {primary} is already included in routing configuration.");
        }

        if (primary == Latest)
        {
            throw new InvalidParameterValueException("$LATEST is not supported for an alias pointing to more than 1 version") { IsUntyped = true };
        }

        var first = FindVersion(entry, primary)!.Settings;
        var second = (FindVersion(entry, version) ?? throw NotFound(entry.Name, version)).Settings;
        if (first.Role != second.Role)
        {
            throw new InvalidParameterValueException("Specified versions must be associated with the same execution role");
        }

        return (first.DeadLetterTargetArn ?? "") == (second.DeadLetterTargetArn ?? "")
            ? (version, weight)
            : throw new InvalidParameterValueException("Specified versions must be associated with the same dead letter configuration");
    }

    private AliasConfiguration Show(FunctionEntry entry, AliasEntry alias) => new()
    {
        AliasArn = Address.OfFunction(entry.Name, alias.Name),
        Name = alias.Name,
        FunctionVersion = alias.FunctionVersion,
        Description = alias.Description,
        RoutingConfig = alias.Routing is not { } r ? null
            : new AliasRoutingConfiguration { AdditionalVersionWeights = new SortedDictionary<string, double>(StringComparer.Ordinal) { [r.Version] = r.Weight } },
        RevisionId = alias.RevisionId,
    };
}
