using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Faults;

/// <summary>Something that goes wrong on purpose: where, and what it is limited to. Immutable; what is left out limits nothing.</summary>
/// <param name="Site">Where.</param>
/// <example>
/// <code>
/// var fault = new Fault(FaultSite.CrashAfter) { Function = "charge", Service = "dynamodb", Operation = "PutItem", Count = 1 };
/// </code>
/// </example>
public sealed record Fault(FaultSite Site)
{
    /// <summary>Its name: faults of one site with different names have draws of their own. Null: what it is limited to.</summary>
    public string? Name { get; init; }

    /// <summary>The function it strikes, by name or <c>name:version</c>.</summary>
    public string? Function { get; init; }

    /// <summary>The queue, topic, bus, bucket or other resource it strikes, by name or ARN.</summary>
    public string? Resource { get; init; }

    /// <summary>The service whose requests it strikes, by the name that signatures have, such as <c>sqs</c>, <c>s3</c>, <c>dynamodb</c>.</summary>
    public string? Service { get; init; }

    /// <summary>The operation that it strikes, such as <c>SendMessage</c>; of S3 in process its operation too, over its API the HTTP method.</summary>
    public string? Operation { get; init; }

    /// <summary>The Availability Zone that is lost: its last letter.</summary>
    public string? Zone { get; init; }

    /// <summary>Of what comes by, the share that it strikes: more than 0, up to 1. A greater share strikes what a smaller one struck, and more.</summary>
    public decimal Share { get; init; } = 1;

    /// <summary>How often it strikes at most; null: as often as it can.</summary>
    public int? Count { get; init; }

    /// <summary>From when on, in virtual time since the start.</summary>
    public TimeLength From { get; init; }

    /// <summary>Until when, in virtual time since the start, that instant left out; null: to the end.</summary>
    public TimeLength? Until { get; init; }

    /// <summary>How late, how slow, how long, as the site says; null: the site's default.</summary>
    public TimeLength? By { get; init; }

    /// <summary>The stream of draws that it had before there were plans; such a fault has records of its own kind, or none.</summary>
    internal Purpose? Old { get; init; }

    internal TimeLength Length => By ?? FaultSites.Of(Site).By;

    /// <summary>What its draws are keyed by: neither share nor count nor time, so that these shift none.</summary>
    internal ulong Key => StableHash.Of(Name ?? string.Join('|', Function, Resource, Service, Operation, Zone));

    internal bool IsOpen(long now) => now >= From.ToInt64Nanoseconds() && (Until is not { } until || now < until.ToInt64Nanoseconds());

    /// <summary>Site and limits on one line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(FaultSites.Of(Site).Name);
        Add(text, " of ", Function);
        Add(text, " at ", Resource);
        Add(text, " of service ", Service);
        Add(text, ", operation ", Operation);
        Add(text, ", zone ", Zone);
        Add(text, ", by ", By is { } by ? UnitText.Of(by) : null);
        Add(text, ", share ", Share < 1 ? Text.Invariant($"{Text.Shortest(Share)}") : null);
        Add(text, ", at most ", Count is { } count ? Text.Invariant($"{count} times") : null);
        Add(text, ", from ", From > TimeLength.Zero ? UnitText.Of(From) : null);
        Add(text, ", until ", Until is { } until ? UnitText.Of(until) : null);
        Add(text, ", named ", Name);
        return text.ToString();
    }

    /// <summary>What is wrong with it; null: nothing.</summary>
    internal string? Problem()
    {
        var row = FaultSites.Of(Site);
        var said = (Function is null ? 0 : FaultLimits.Function) | (Resource is null ? 0 : FaultLimits.Resource) | (Service is null && Operation is null ? 0 : FaultLimits.Service)
            | (By is null ? 0 : FaultLimits.By) | (Zone is null ? 0 : FaultLimits.Zone);
        return (said & ~row.Limits) is not FaultLimits.None and var idle ? $"{row.Name} cannot be limited to {idle.ToString().ToLowerInvariant()}: leave it out"
            : (row.Required & ~said) is not FaultLimits.None and var missing ? $"{row.Name} needs a {missing.ToString().ToLowerInvariant()}"
            : Zone is not null && !FaultSites.Zones.Contains(Zone, StringComparer.Ordinal) ? $"there is no zone {Zone}; {NearestName.Hint(Zone, FaultSites.Zones)}"
            : row.NeedsEnd && Until is null ? $"{row.Name} holds for a time: say from and until"
            : Share is <= 0 or > 1 ? Text.Invariant($"share of {row.Name} is {Share}; it must be more than 0 and at most 1")
            : Count < 1 ? Text.Invariant($"count of {row.Name} is {Count}; it must be 1 or more")
            : From < Duration.Zero || From > Duration.FromDays(36_525) ? $"from of {row.Name} is {UnitText.Of(From)}; it must be between 0 and 100 years"
            : Until is { } until && (until <= From || until > Duration.FromDays(36_525)) ? $"until of {row.Name} is {UnitText.Of(until)}; it must be after from, and at most 100 years"
            : By is { } by && (by <= Duration.Zero || by > Duration.FromDays(366)) ? $"by of {row.Name} is {UnitText.Of(by)}; it must be more than 0 and at most 366 days"
            : new[] { Name, Function, Resource, Service, Operation, Zone }.Any(static t => t is { Length: 0 or > 512 }) ? $"a name of {row.Name} has 1 to 512 characters"
            : null;
    }

    private static void Add(StringBuilder text, string word, string? value)
    {
        if (value is not null)
        {
            text.Append(word).Append(value);
        }
    }
}
