using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaSim.Functions.Model;

/// <summary>What <c>CreateFunction</c> and <c>UpdateFunctionConfiguration</c> both set.</summary>
public abstract record FunctionSettingsRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Runtime.</summary>
    public string? Runtime { get; init; }

    /// <summary>Execution role.</summary>
    public string? Role { get; init; }

    /// <summary>Handler.</summary>
    public string? Handler { get; init; }

    /// <summary>At most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>1 to 900 seconds.</summary>
    public int? Timeout { get; init; }

    /// <summary>128 to 10,240 megabytes.</summary>
    public int? MemorySize { get; init; }

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

    /// <summary>At most five ARNs of layer versions.</summary>
    public IReadOnlyList<string?>? Layers { get; init; }

    /// <summary>At most one.</summary>
    public IReadOnlyList<FileSystemConfig>? FileSystemConfigs { get; init; }

    /// <summary>Settings of the image.</summary>
    public ImageConfig? ImageConfig { get; init; }

    /// <summary>512 to 10,240 megabytes of <c>/tmp</c>.</summary>
    public EphemeralStorage? EphemeralStorage { get; init; }

    /// <summary>Snapshots.</summary>
    public SnapStart? SnapStart { get; init; }

    /// <summary>Logs.</summary>
    public LoggingConfig? LoggingConfig { get; init; }

    /// <summary>Members that are not listed here: those that AWS has and the simulation does not are refused, others are ignored, as AWS does.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>Input of <c>CreateFunction</c>.</summary>
public sealed record CreateFunctionRequest : FunctionSettingsRequest
{
    /// <summary>The code.</summary>
    public FunctionCode? Code { get; init; }

    /// <summary>Whether to publish version 1 at once.</summary>
    public bool? Publish { get; init; }

    /// <summary><c>Zip</c> or <c>Image</c>.</summary>
    public string? PackageType { get; init; }

    /// <summary>At most 50.</summary>
    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    /// <summary>Code signing configuration.</summary>
    public string? CodeSigningConfigArn { get; init; }

    /// <summary>One of <c>x86_64</c> and <c>arm64</c>.</summary>
    public IReadOnlyList<string?>? Architectures { get; init; }

    /// <summary>Tenants.</summary>
    public TenancyConfig? TenancyConfig { get; init; }
}

/// <summary>Input of <c>UpdateFunctionConfiguration</c>: what is null stays as it is.</summary>
public sealed record UpdateFunctionConfigurationRequest : FunctionSettingsRequest
{
    /// <summary>The revision that is to be changed; null: any.</summary>
    public string? RevisionId { get; init; }
}
