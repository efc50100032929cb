using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary><c>$LATEST</c> or a published version. <see cref="Settings"/> and <see cref="Code"/> of a published one never change.</summary>
internal sealed class VersionEntry(string version, FunctionSettings settings, CodePackage code)
{
    /// <summary><c>$LATEST</c> or a number.</summary>
    public string Version { get; } = version;

    public FunctionSettings Settings { get; set; } = settings;

    public CodePackage Code { get; set; } = code;

    public required string RevisionId { get; set; }

    public required string LastModified { get; set; }

    public string State { get; set; } = "Pending";

    public string? StateReason { get; set; }

    public string? StateReasonCode { get; set; }

    public string? LastUpdateStatus { get; set; }

    public string? LastUpdateStatusReason { get; set; }

    public string? LastUpdateStatusReasonCode { get; set; }

    /// <summary>What calls run with: during an update still the settings and the code before it (rule CTL-UPDATE).</summary>
    public (FunctionSettings Settings, CodePackage Code) Serving { get; set; } = (settings, code);

    /// <summary>Of a published version, the settings of <c>$LATEST</c> that it was published from: its description may be another.</summary>
    public FunctionSettings Origin { get; init; } = settings;

    /// <summary>Of a published version, how often <c>$LATEST</c> had been updated when it was published.</summary>
    public int AfterUpdates { get; init; }

    /// <summary>What the run calls it, and what it was deployed with; null: no call of it has come, nothing was prepared for it.</summary>
    public DeployedVersion? Deployed { get; set; }

    /// <summary>Of one that the world has modelled from the start, what it begins with; null: it is none, or has begun.</summary>
    public (FunctionSettings Settings, CodePackage Code)? Planned { get; set; }

    /// <summary>How often its provisioned concurrency was asked to be another.</summary>
    public int Provisionings { get; set; }

    /// <summary>Counts changes, so that a transition that comes too late finds that it is.</summary>
    public int Change { get; set; }
}

/// <summary>A version at work.</summary>
/// <param name="Index">Index in the run.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Code">Its code.</param>
internal sealed record DeployedVersion(int Index, FunctionSettings Settings, CodePackage Code);
