namespace LambdaSim.Functions;

/// <summary>Provisioned concurrency of a version or an alias.</summary>
internal sealed class ProvisionedEntry(string qualifier)
{
    public string Qualifier { get; } = qualifier;

    public required int Requested { get; set; }

    /// <summary>What is prepared, and serves; while an alias moves the old allocation.</summary>
    public int Allocated { get; set; }

    /// <summary>The version whose environments serve; while an alias moves the old one.</summary>
    public VersionEntry? Serving { get; set; }

    /// <summary>Versions that environments were asked for, and not given up since.</summary>
    public List<VersionEntry> Prepared { get; init; } = [];

    /// <summary><c>IN_PROGRESS</c>, <c>READY</c> or <c>FAILED</c>.</summary>
    public string Status { get; set; } = "IN_PROGRESS";

    public string? StatusReason { get; set; }

    public required string LastModified { get; set; }

    /// <summary>Counts changes, so that a transition that comes too late finds that it is.</summary>
    public int Change { get; set; }
}
