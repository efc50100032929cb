using LambdaSim.Configuration;

namespace LambdaSim.Functions;

/// <summary>One function with everything that belongs to it. Keys named qualifier are <c>$LATEST</c> for the unqualified function, a version number or an alias name.</summary>
internal sealed class FunctionEntry(string name, VersionEntry latest)
{
    public string Name { get; } = name;

    public VersionEntry Latest { get; set; } = latest;

    /// <summary>As it was added in process; null: it was created over the API.</summary>
    public AddedFunction? Added { get; set; }

    /// <summary>All versions, <c>$LATEST</c> first.</summary>
    public IEnumerable<VersionEntry> AllVersions => Versions.Values.Prepend(Latest);

    /// <summary>Updates of <c>$LATEST</c> so far, those with equal values too (rule CTL-PUBLISH).</summary>
    public int Updates { get; set; }

    public SortedDictionary<int, VersionEntry> Versions => field ??= [];

    public SortedDictionary<string, AliasEntry> Aliases => field ??= new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Tags { get => field ??= new(StringComparer.Ordinal); set; }

    public int? ReservedConcurrency { get; set; }

    /// <summary>What it sets aside of the account's concurrency.</summary>
    public ConcurrencyClaims Claims => new(ReservedConcurrency, Provisioned.Values.Sum(static p => p.Requested));

    public string? CodeSigningConfigArn { get; set; }

    public string RecursiveLoop { get; set; } = nameof(Configuration.RecursiveLoop.Terminate);

    /// <summary>Resource policies by qualifier.</summary>
    public SortedDictionary<string, PolicyEntry> Policies => field ??= new(StringComparer.Ordinal);

    /// <summary>Settings of asynchronous invocation by qualifier.</summary>
    public SortedDictionary<string, EventInvokeEntry> EventInvokes => field ??= new(StringComparer.Ordinal);

    /// <summary>Function URLs by qualifier: <c>$LATEST</c> or an alias, also one that is gone.</summary>
    public SortedDictionary<string, UrlEntry> Urls => field ??= new(StringComparer.Ordinal);

    /// <summary>Provisioned concurrency by version number or alias.</summary>
    public SortedDictionary<string, ProvisionedEntry> Provisioned => field ??= new(StringComparer.Ordinal);

    /// <summary>Runtime management by version, where it is not <c>Auto</c>: the mode, and the runtime version of <c>Manual</c>.</summary>
    public SortedDictionary<string, (string UpdateRuntimeOn, string? RuntimeVersionArn)> RuntimeManagement => field ??= new(StringComparer.Ordinal);

    /// <summary>A version or alias is deleted: what belonged to it goes too, only an alias's URL stays (rule CTL-ALIAS-DELETE).</summary>
    public void Forget(string qualifier)
    {
        Policies.Remove(qualifier);
        EventInvokes.Remove(qualifier);
        Provisioned.Remove(qualifier);
        RuntimeManagement.Remove(qualifier);
    }
}
