namespace LambdaSim.Configuration;

/// <summary>What functions may set aside of the account's concurrency: the one place where it is counted and refused (rules ADM-MINIMUM, ADM-CLAIMED, ADM-PROVISIONED-CAP).</summary>
/// <param name="Reserved">Of a function; null: none.</param>
/// <param name="Provisioned">Of all its versions.</param>
internal readonly record struct ConcurrencyClaims(int? Reserved, int Provisioned)
{
    /// <summary>What is set aside: provisioned concurrency counts within a reservation.</summary>
    public int Total => Reserved ?? Provisioned;

    /// <summary>With what one more version asks for, or the function itself.</summary>
    public ConcurrencyClaims With(bool isVersion, int? reserved, int? provisioned) => new(isVersion ? Reserved : reserved ?? Reserved, Provisioned + (provisioned ?? 0));

    /// <summary>The first entry of a configuration, in ordinal order, that AWS would refuse, with the refusal; null: none.</summary>
    public static (string Entry, InvalidParameterValueException Refusal)? Refused(SimulationConfig config)
    {
        var left = (long)config.Account.ConcurrencyLimit;
        var claimed = new Dictionary<string, ConcurrencyClaims>(StringComparer.Ordinal);
        foreach (var (entry, overrides) in config.Functions.Where(static f => f.Value.ReservedConcurrency is not null || f.Value.Provisioned is not null).OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            var colon = entry.LastIndexOf(':');
            var isVersion = colon > 0 && colon < entry.Length - 1;
            var name = isVersion ? entry[..colon] : entry;
            var before = claimed.GetValueOrDefault(name);
            if (before.Refused(config.Account, left, isVersion, overrides.ReservedConcurrency, overrides.Provisioned?.Concurrency) is { } refusal)
            {
                return (entry, refusal);
            }

            claimed[name] = before.With(isVersion, overrides.ReservedConcurrency, overrides.Provisioned?.Concurrency);
            left -= claimed[name].Total - before.Total;
        }

        return null;
    }

    /// <summary>Why a version, or the function itself, may not have what it asks for; null: it may.</summary>
    /// <param name="account">The account's limits.</param>
    /// <param name="unreserved">What of it is unreserved, with what the function has set aside already.</param>
    /// <param name="isVersion">A version asks.</param>
    /// <param name="reserved">What is to be reserved.</param>
    /// <param name="provisioned">What is to be provisioned.</param>
    public InvalidParameterValueException? Refused(AccountConfig account, long unreserved, bool isVersion, int? reserved, int? provisioned)
    {
        if (isVersion && reserved is not null)
        {
            return new("This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.");
        }

        var after = With(isVersion, reserved, provisioned);
        if (after.Provisioned > after.Reserved)
        {
            return new("Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function");
        }

        return after.Total > Total ? RefusedOf(account, unreserved, after.Total - Total, after.Reserved is null ? "ConcurrentExecutions" : "ReservedConcurrentExecutions") : null;
    }

    /// <summary>What AWS says when too little of the account's concurrency would stay unreserved (rule ADM-MINIMUM); null: enough does.</summary>
    /// <param name="account">The account's limits.</param>
    /// <param name="unreserved">What is unreserved without the claim.</param>
    /// <param name="claim">What is to be set aside.</param>
    /// <param name="member">AWS's name of the claim.</param>
    public static InvalidParameterValueException? RefusedOf(AccountConfig account, long unreserved, long claim, string member) => unreserved - claim >= account.UnreservedMinimum ? null
        : new(Text.Invariant($"Specified {member} for function decreases account's UnreservedConcurrentExecution below its minimum value of [{account.UnreservedMinimum}].")) { IsUntyped = true };
}
