using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Versions as answers show them (rule CTL-GET).
internal sealed partial class ControlPlane
{
    /// <summary>A version, under the ARN as it was asked for.</summary>
    /// <param name="entry">The function.</param>
    /// <param name="version">The version.</param>
    /// <param name="qualifier">What the ARN ends with; null: nothing.</param>
    internal FunctionConfiguration Describe(FunctionEntry entry, VersionEntry version, string? qualifier) => Listing(entry, version, qualifier) with
    {
        State = _host.IsFailed(entry) ? "Failed" : version.State,
        StateReason = version.StateReason,
        StateReasonCode = version.StateReasonCode,
        LastUpdateStatus = version.LastUpdateStatus,
        LastUpdateStatusReason = version.LastUpdateStatusReason,
        LastUpdateStatusReasonCode = version.LastUpdateStatusReasonCode,
        RuntimeVersionConfig = version.Settings.Runtime is { } runtime ? new RuntimeVersionConfig { RuntimeVersionArn = FunctionRuntimes.VersionArn(Address, runtime, version.Settings.Architecture) } : null,
    };

    // Lists tell nothing of states and runtime versions.
    private FunctionConfiguration Listing(FunctionEntry entry, VersionEntry version, string? qualifier)
    {
        var settings = version.Settings;
        return new FunctionConfiguration
        {
            FunctionName = entry.Name,
            FunctionArn = qualifier is null ? Address.OfFunction(entry.Name) : Address.OfFunction(entry.Name, qualifier),
            Runtime = settings.Runtime,
            Role = settings.Role,
            Handler = settings.Handler,
            CodeSize = version.Code.Size,
            Description = settings.Description,
            Timeout = settings.Timeout,
            MemorySize = settings.MemorySize,
            LastModified = version.LastModified,
            CodeSha256 = version.Code.Sha256,
            Version = version.Version,
            VpcConfig = settings.VpcConfig,
            DeadLetterConfig = settings.DeadLetterTargetArn is { } target ? new DeadLetterConfig { TargetArn = target } : null,
            Environment = settings.Variables is { } variables ? new FunctionEnvironment { Variables = Nullable(variables) } : null,
            KMSKeyArn = settings.KmsKeyArn,
            TracingConfig = new TracingConfig { Mode = settings.TracingMode },
            RevisionId = version.RevisionId,
            Layers = settings.Layers is { } layers ? [.. layers.Select(static l => new Layer { Arn = l.Arn, CodeSize = l.CodeSize })] : null,
            FileSystemConfigs = settings.FileSystemConfigs,
            PackageType = settings.PackageType,
            ImageConfigResponse = settings.ImageConfig is { } image ? new ImageConfigResponse { ImageConfig = image } : null,
            Architectures = [settings.Architecture],
            EphemeralStorage = new EphemeralStorage { Size = settings.EphemeralStorageMb },
            SnapStart = new SnapStart
            {
                ApplyOn = settings.SnapStartApplyOn,
                OptimizationStatus = version is { Version: not Latest, State: "Active" } && settings.SnapStartApplyOn == "PublishedVersions" ? "On" : "Off",
            },
            LoggingConfig = settings.LoggingConfig,
            TenancyConfig = settings.TenantIsolationMode is { } mode ? new TenancyConfig { TenantIsolationMode = mode } : null,
        };
    }

    private static SortedDictionary<string, string?> Nullable(IReadOnlyDictionary<string, string> variables)
    {
        var copy = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, value) in variables)
        {
            copy.Add(key, value);
        }

        return copy;
    }
}
