using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using NodaTime.Text;

namespace LambdaSim.Functions;

// Provisioned concurrency as it is configured (rules CTL-PROVISIONED, CTL-PROVISIONED-ALIAS and CTL-CLAIMS).
internal sealed partial class ControlPlane
{
    private const string AlreadyProvisioned = "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version";
    private const string Unpublished = "Provisioned Concurrency Configs cannot be applied to unpublished function versions.";
    private const string WithWeights = "Alias with weights can not be used with Provisioned Concurrency";

    private static readonly InstantPattern _provisionedTime = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'+0000'");

    /// <summary>AWS's <c>PutProvisionedConcurrencyConfig</c>.</summary>
    public ProvisionedConcurrencyConfig PutProvisionedConcurrencyConfig(PutProvisionedConcurrencyConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var constraints = new Constraints().Required("provisionedConcurrentExecutions", request.ProvisionedConcurrentExecutions)
            .Range("provisionedConcurrentExecutions", request.ProvisionedConcurrentExecutions, 1, int.MaxValue);
        var (entry, qualifier) = ProvisionedTarget(request.FunctionName, request.Qualifier, constraints, Unpublished);
        var version = FindVersion(entry, qualifier)!;
        RequireProvisionable(entry, qualifier, version);
        var requested = request.ProvisionedConcurrentExecutions!.Value;
        var config = entry.Provisioned.GetValueOrDefault(qualifier);
        RequireCapacity(entry, requested, config?.Requested ?? 0);
        if (config is null)
        {
            entry.Provisioned.Add(qualifier, config = new ProvisionedEntry(qualifier) { Requested = requested, LastModified = "" });
        }

        config.Requested = requested;
        config.LastModified = _provisionedTime.Format(_host.Now);
        version.RevisionId = _ids.Revision();
        Provision(entry, config);
        return Show(config);
    }

    /// <summary>AWS's <c>GetProvisionedConcurrencyConfig</c>.</summary>
    public ProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig(GetProvisionedConcurrencyConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (entry, qualifier) = ProvisionedTarget(request.FunctionName, request.Qualifier, new Constraints(), "The function resource provided must be an alias or a published version.");
        return Show(entry.Provisioned.GetValueOrDefault(qualifier) ?? throw new ProvisionedConcurrencyConfigNotFoundException("No Provisioned Concurrency Config found for this function"));
    }

    /// <summary>AWS's <c>DeleteProvisionedConcurrencyConfig</c>: one that does not exist is deleted too.</summary>
    public void DeleteProvisionedConcurrencyConfig(DeleteProvisionedConcurrencyConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (entry, qualifier) = ProvisionedTarget(request.FunctionName, request.Qualifier, new Constraints(), "The function resource provided must be an alias or a published version.");
        Deprovision(entry, qualifier);
    }

    /// <summary>AWS's <c>ListProvisionedConcurrencyConfigs</c>.</summary>
    public ListProvisionedConcurrencyConfigsResponse ListProvisionedConcurrencyConfigs(ListProvisionedConcurrencyConfigsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var entry = Require(Refer(request.FunctionName, null, new Constraints().Range("maxItems", request.MaxItems, 1, MaxPage)) with { Qualifier = null });
        var (items, next) = Pages.Of(entry.Provisioned.Values.Select(static p => (p.Qualifier, p)), request.Marker, request.MaxItems);
        return new ListProvisionedConcurrencyConfigsResponse
        {
            ProvisionedConcurrencyConfigs = [.. items.Select(p => Show(p) with { FunctionArn = Address.OfFunction(entry.Name, p.Qualifier) })],
            NextMarker = next,
        };
    }

    // An alias with provisioned concurrency may change only to what it could have been provisioned as.
    private static void RequireMovable(FunctionEntry entry, AliasEntry alias, string version, (string Version, double Weight)? routing)
    {
        if (!entry.Provisioned.ContainsKey(alias.Name))
        {
            return;
        }

        if (routing is not null || version == Latest)
        {
            throw new InvalidParameterValueException(routing is null ? Unpublished : WithWeights);
        }

        RequireInitialised(FindVersion(entry, version)!);

        if (IsProvisioned(entry, version, alias.Name))
        {
            throw new ResourceConflictException(AlreadyProvisioned);
        }
    }

    // The old allocation serves until the new one is ready.
    private void MoveProvisioned(FunctionEntry entry, string alias)
    {
        if (entry.Provisioned.TryGetValue(alias, out var config))
        {
            Provision(entry, config);
        }
    }

    private void Provision(FunctionEntry entry, ProvisionedEntry config)
    {
        config.Status = "IN_PROGRESS";
        config.StatusReason = null;
        var change = ++config.Change;
        var target = FindVersion(entry, config.Qualifier);
        GiveUp(entry, config, v => v != config.Serving && v != target);
        _host.Claims(Address, entry);
        _host.After(Dwell.Provisioned, () =>
        {
            if (config.Change == change && FindVersion(entry, config.Qualifier) is { } version)
            {
                if (!config.Prepared.Contains(version))
                {
                    config.Prepared.Add(version);
                }

                _host.Provision(Address, entry, version, config.Requested, failure =>
                {
                    if (config.Change == change)
                    {
                        Provisioned(entry, config, version, failure);
                    }
                });
            }
        });
    }

    private void Provisioned(FunctionEntry entry, ProvisionedEntry config, VersionEntry version, string? failure)
    {
        config.StatusReason = failure;
        config.Status = failure is null ? "READY" : "FAILED";
        config.Allocated = failure is null ? config.Requested : 0;
        config.Serving = version;
        GiveUp(entry, config, v => v != version);
    }

    // What was prepared for a version that the alias has left, in part too.
    private void GiveUp(FunctionEntry entry, ProvisionedEntry config, Func<VersionEntry, bool> which)
    {
        foreach (var version in config.Prepared.Where(which).ToList())
        {
            config.Prepared.Remove(version);
            _host.Provision(Address, entry, version, 0, static _ => { });
        }
    }

    private void Deprovision(FunctionEntry entry, string qualifier)
    {
        if (!entry.Provisioned.Remove(qualifier, out var config))
        {
            return;
        }

        config.Change++;
        GiveUp(entry, config, static _ => true);
        _host.Claims(Address, entry);
    }

    private (FunctionEntry Entry, string Qualifier) ProvisionedTarget(string? functionName, string? qualifier, Constraints constraints, string onLatest)
    {
        var named = functionName is not null && NamePatterns.FunctionNameRegex().Match(functionName).Groups["qualifier"].Success;
        var reference = Refer(functionName, qualifier, named ? constraints : constraints.Required("qualifier", qualifier));
        if (reference.Qualifier == Latest)
        {
            throw new InvalidParameterValueException(onLatest);
        }

        if (!Functions.TryGetValue(reference.Name, out var entry))
        {
            throw NamePatterns.AliasRegex().IsMatch(reference.Qualifier!) ? AliasNotFound(reference.Name, reference.Qualifier!) : NotFound(reference.Name, reference.Qualifier);
        }

        RequireQualifier(entry, reference);
        return (entry, reference.Qualifier!);
    }

    private static void RequireProvisionable(FunctionEntry entry, string qualifier, VersionEntry version)
    {
        RequireInitialised(version);
        if (version.Version == Latest)
        {
            throw new InvalidParameterValueException(Unpublished);
        }

        if (entry.Aliases.TryGetValue(qualifier, out var alias) && alias.Routing is not null)
        {
            throw new InvalidParameterValueException(WithWeights);
        }

        if (IsProvisioned(entry, version.Version, qualifier))
        {
            throw new ResourceConflictException(alias is null ? "Version is pointed by a Provisioned Concurrency alias" : AlreadyProvisioned);
        }
    }

    // Environments that are restored from a snapshot, or are one tenant's, are not initialised in advance.
    private static void RequireInitialised(VersionEntry version)
    {
        FunctionChecks.Untenanted(version.Settings, "Provisioned concurrency");
        if (version.Settings.SnapStartApplyOn == "PublishedVersions")
        {
            throw new InvalidParameterValueException("Provisioned concurrency is not supported for SnapStart enabled functions.");
        }
    }

    private static bool IsProvisioned(FunctionEntry entry, string version, string except) =>
        entry.Provisioned.Keys.Any(q => q != except && FindVersion(entry, q)?.Version == version);

    private void RequireCapacity(FunctionEntry entry, int requested, int before)
    {
        if (entry.ReservedConcurrency is { } reserved)
        {
            if ((long)entry.Claims.Provisioned - before + requested > reserved)
            {
                throw new InvalidParameterValueException("Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function");
            }

            return;
        }

        var unreserved = UnreservedConcurrency + before;
        if (requested > unreserved)
        {
            throw new InvalidParameterValueException(Text.Invariant($"Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [{unreserved}].")) { IsUntyped = true };
        }

        if (ConcurrencyClaims.RefusedOf(Limits, unreserved, requested, "ConcurrentExecutions") is { } refusal)
        {
            throw refusal;
        }
    }

    private static ProvisionedConcurrencyConfig Show(ProvisionedEntry config) => new()
    {
        RequestedProvisionedConcurrentExecutions = config.Requested,
        AvailableProvisionedConcurrentExecutions = config.Allocated,
        AllocatedProvisionedConcurrentExecutions = config.Allocated,
        Status = config.Status,
        StatusReason = config.StatusReason,
        LastModified = config.LastModified,
    };
}
