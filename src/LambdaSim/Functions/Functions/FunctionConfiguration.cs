namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>FunctionConfiguration</c>: a version of a function without its code.</summary>
public sealed record FunctionConfiguration
{
    /// <summary>Bare name.</summary>
    public string? FunctionName { get; init; }

    /// <summary>ARN, with a qualifier as it was asked for.</summary>
    public string? FunctionArn { get; init; }

    /// <summary>Runtime; null for images.</summary>
    public string? Runtime { get; init; }

    /// <summary>Execution role.</summary>
    public string? Role { get; init; }

    /// <summary>Handler; null for images.</summary>
    public string? Handler { get; init; }

    /// <summary>Bytes of the zip; 0 for images.</summary>
    public long? CodeSize { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Seconds.</summary>
    public int? Timeout { get; init; }

    /// <summary>Megabytes.</summary>
    public int? MemorySize { get; init; }

    /// <summary>When code or configuration was changed last.</summary>
    public string? LastModified { get; init; }

    /// <summary>Hash of the code.</summary>
    public string? CodeSha256 { get; init; }

    /// <summary><c>$LATEST</c> or a number.</summary>
    public string? Version { get; init; }

    /// <summary>Network.</summary>
    public VpcConfig? VpcConfig { get; init; }

    /// <summary>Dead-letter queue.</summary>
    public DeadLetterConfig? DeadLetterConfig { get; init; }

    /// <summary>Environment variables.</summary>
    public FunctionEnvironment? Environment { get; init; }

    /// <summary>Key of the environment variables.</summary>
    public string? KMSKeyArn { get; init; }

    /// <summary>Tracing.</summary>
    public TracingConfig? TracingConfig { get; init; }

    /// <summary>Revision.</summary>
    public string? RevisionId { get; init; }

    /// <summary>Layers in order.</summary>
    public IReadOnlyList<Layer>? Layers { get; init; }

    /// <summary><c>Pending</c>, <c>Active</c>, <c>Inactive</c> or <c>Failed</c>.</summary>
    public string? State { get; init; }

    /// <summary>Why.</summary>
    public string? StateReason { get; init; }

    /// <summary>Why, as a code.</summary>
    public string? StateReasonCode { get; init; }

    /// <summary><c>Successful</c>, <c>InProgress</c> or <c>Failed</c>.</summary>
    public string? LastUpdateStatus { get; init; }

    /// <summary>Why.</summary>
    public string? LastUpdateStatusReason { get; init; }

    /// <summary>Why, as a code.</summary>
    public string? LastUpdateStatusReasonCode { get; init; }

    /// <summary>File systems.</summary>
    public IReadOnlyList<FileSystemConfig>? FileSystemConfigs { get; init; }

    /// <summary><c>Zip</c> or <c>Image</c>.</summary>
    public string? PackageType { get; init; }

    /// <summary>Settings of the image.</summary>
    public ImageConfigResponse? ImageConfigResponse { get; init; }

    /// <summary>One of <c>x86_64</c> and <c>arm64</c>.</summary>
    public IReadOnlyList<string>? Architectures { get; init; }

    /// <summary>Size of <c>/tmp</c>.</summary>
    public EphemeralStorage? EphemeralStorage { get; init; }

    /// <summary>Snapshots.</summary>
    public SnapStart? SnapStart { get; init; }

    /// <summary>Version of the runtime.</summary>
    public RuntimeVersionConfig? RuntimeVersionConfig { get; init; }

    /// <summary>Logs.</summary>
    public LoggingConfig? LoggingConfig { get; init; }

    /// <summary>Tenants.</summary>
    public TenancyConfig? TenancyConfig { get; init; }
}
