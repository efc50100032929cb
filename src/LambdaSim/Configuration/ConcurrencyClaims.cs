namespace LambdaSim.Configuration;

/// <summary>What functions may set aside of the account's concurrency, checked over a whole configuration so that the error names the function.</summary>
internal static class ConcurrencyClaims
{
    /// <summary>The first entry, in ordinal order, that AWS would refuse, with the refusal (rules ADM-MINIMUM and ADM-CLAIMED); null: none.</summary>
    public static (string Entry, InvalidParameterValueException Refusal)? Refused(SimulationConfig config)
    {
        var left = (long)config.Account.ConcurrencyLimit;
        var claimed = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (entry, overrides) in config.Functions.Where(static f => f.Value.ReservedConcurrency is not null || f.Value.Provisioned is not null).OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            var colon = entry.LastIndexOf(':');
            var isVersion = colon > 0 && colon < entry.Length - 1;
            var name = isVersion ? entry[..colon] : entry;
            if (isVersion && overrides.ReservedConcurrency is not null)
            {
                return (entry, new InvalidParameterValueException(
                    "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN."));
            }

            var reserved = config.Functions.TryGetValue(name, out var function) ? function.ReservedConcurrency : null;
            var provisioned = claimed.GetValueOrDefault(name) + (overrides.Provisioned?.Concurrency ?? 0);
            claimed[name] = provisioned;

            // Rule ADM-PROVISIONED-CAP.
            if (provisioned > reserved)
            {
                return (entry, new InvalidParameterValueException("Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function"));
            }

            var claim = reserved is null ? overrides.Provisioned?.Concurrency ?? 0 : isVersion ? 0 : reserved.Value;
            if (claim > 0 && RefusedOf(config.Account, left, claim, reserved is null ? "ConcurrentExecutions" : "ReservedConcurrentExecutions") is { } refusal)
            {
                return (entry, refusal);
            }

            left -= claim;
        }

        return null;
    }

    /// <summary>What AWS says when too little of the account's concurrency would stay unreserved (rule ADM-MINIMUM); null: enough does.</summary>
    /// <param name="account">The account's limits.</param>
    /// <param name="unreserved">What is unreserved without the claim.</param>
    /// <param name="claim">What is to be set aside.</param>
    /// <param name="member">AWS's name of the claim.</param>
    public static InvalidParameterValueException? RefusedOf(AccountConfig account, long unreserved, long claim, string member) => unreserved - claim >= account.UnreservedMinimum ? null
        : new(Text.Invariant($"Specified {member} for function decreases account's UnreservedConcurrentExecution below its minimum value of [{account.UnreservedMinimum}].")) { IsUntyped = true };
}
