using System.Diagnostics.CodeAnalysis;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary><c>$LATEST</c> or a published version. <see cref="Settings"/> and <see cref="Code"/> of a published one never change.</summary>
internal sealed class VersionEntry
{
    private readonly AddedVersion? _added;
    private (FunctionSettings Settings, CodePackage Code)? _serving;

    public VersionEntry(string version, FunctionSettings settings, CodePackage code) => (Version, Settings, Code) = (version, settings, code);

    /// <summary>A version that was added in process: what the API shows of it is worked out when it is asked for.</summary>
    [SetsRequiredMembers]
    public VersionEntry(string version, AddedVersion added)
    {
        (Version, _added) = (version, added);
        (State, LastUpdateStatus) = ("Active", "Successful");
        (RevisionId, LastModified) = (null!, null!);
    }

    /// <summary><c>$LATEST</c> or a number.</summary>
    public string Version { get; }

    public FunctionSettings Settings { get => field ??= _added!.Settings; set; }

    public CodePackage Code { get => field ??= _added!.Code; set; }

    public required string RevisionId { get => field ??= _added!.RevisionId; set; }

    public required string LastModified { get => field ??= _added!.LastModified; set; }

    /// <summary>Nobody added it: it stands beside a version that was added in process, whose function has to have a <c>$LATEST</c>.</summary>
    public bool IsImplied { get; init; }

    public string State { get; set; } = "Pending";

    public string? StateReason { get; set; }

    public string? StateReasonCode { get; set; }

    public string? LastUpdateStatus { get; set; }

    public string? LastUpdateStatusReason { get; set; }

    public string? LastUpdateStatusReasonCode { get; set; }

    /// <summary>What calls run with: during an update still the settings and the code before it (rule CTL-UPDATE).</summary>
    public (FunctionSettings Settings, CodePackage Code) Serving { get => _serving ?? (Settings, Code); set => _serving = value; }

    /// <summary>Of a published version, the settings of <c>$LATEST</c> that it was published from: its description may be another.</summary>
    public FunctionSettings Origin { get => field ?? Settings; init; }

    /// <summary>Of a published version, how often <c>$LATEST</c> had been updated when it was published.</summary>
    public int AfterUpdates { get; init; }

    /// <summary>What the run calls it; null: no call of it has come, nothing was prepared for it.</summary>
    public int? Index { get; set; }

    /// <summary>The world has it modelled from the start, no call of it has come, and the API has not changed it.</summary>
    public bool IsPlanned { get; set; }

    /// <summary>How often its provisioned concurrency was asked to be another.</summary>
    public int Provisionings { get; set; }

    /// <summary>Counts changes, so that a transition that comes too late finds that it is.</summary>
    public int Change { get; set; }
}
