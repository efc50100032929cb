namespace LambdaSim.Faults;

/// <summary>What faults of a site can be limited to.</summary>
[Flags]
internal enum FaultLimits
{
    None = 0,
    Function = 1,
    Resource = 2,
    Service = 4,

    /// <summary>A length: how late, how slow, how long.</summary>
    By = 8,
    Zone = 16,
}

/// <summary>One site of faults: its name in files, what its faults may say, what is needed for it to strike.</summary>
/// <param name="Site">Which.</param>
/// <param name="Limits">What its faults can be limited to, beside time, share and count.</param>
/// <param name="Needs">What must come by for it to strike, in words.</param>
internal sealed record FaultSiteRow(FaultSite Site, FaultLimits Limits, string Needs)
{
    public string Name { get; } = $"{char.ToLowerInvariant(Site.ToString()[0])}{Site.ToString()[1..]}";

    /// <summary>It strikes code, or services that code calls: not in a replay, which has neither.</summary>
    public bool NeedsCode { get; init; }

    /// <summary>The length where a fault says none.</summary>
    public TimeLength By { get; init; }

    /// <summary>It holds for a time, which its fault has to say.</summary>
    public bool NeedsEnd { get; init; }

    /// <summary>It cannot strike without this limit.</summary>
    public FaultLimits Required { get; init; }
}
