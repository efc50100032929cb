using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>FunctionCode</c>: one source of code.</summary>
public sealed record FunctionCode
{
    /// <summary>The bytes of a zip.</summary>
    public byte[]? ZipFile { get; init; }

    /// <summary>Bucket of a zip.</summary>
    public string? S3Bucket { get; init; }

    /// <summary>Key of a zip.</summary>
    public string? S3Key { get; init; }

    /// <summary>Version of a zip.</summary>
    public string? S3ObjectVersion { get; init; }

    /// <summary>A container image.</summary>
    public string? ImageUri { get; init; }

    /// <summary>Members that are not listed here: those that AWS has and the simulation does not are refused, others are ignored, as AWS does.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>AWS's <c>Environment</c>.</summary>
public sealed record FunctionEnvironment
{
    /// <summary>At most 4 KB as JSON.</summary>
    public IReadOnlyDictionary<string, string?>? Variables { get; init; }
}

/// <summary>AWS's <c>DeadLetterConfig</c>.</summary>
public sealed record DeadLetterConfig
{
    /// <summary>A queue or a topic; empty: none.</summary>
    public string? TargetArn { get; init; }
}

/// <summary>AWS's <c>TracingConfig</c>.</summary>
public sealed record TracingConfig
{
    /// <summary><c>Active</c> or <c>PassThrough</c>.</summary>
    public string? Mode { get; init; }
}

/// <summary>AWS's <c>EphemeralStorage</c>.</summary>
public sealed record EphemeralStorage
{
    /// <summary>Megabytes of <c>/tmp</c>.</summary>
    public int? Size { get; init; }
}

/// <summary>AWS's <c>SnapStart</c>.</summary>
public sealed record SnapStart
{
    /// <summary><c>PublishedVersions</c> or <c>None</c>.</summary>
    public string? ApplyOn { get; init; }

    /// <summary>Of answers only: <c>On</c> or <c>Off</c>.</summary>
    public string? OptimizationStatus { get; init; }
}

/// <summary>AWS's <c>TenancyConfig</c>.</summary>
public sealed record TenancyConfig
{
    /// <summary><c>PER_TENANT</c>.</summary>
    public string? TenantIsolationMode { get; init; }
}

/// <summary>AWS's <c>Layer</c>: a layer version that a function uses.</summary>
public sealed record Layer
{
    /// <summary>ARN of the layer version.</summary>
    public string? Arn { get; init; }

    /// <summary>Bytes of its zip.</summary>
    public long? CodeSize { get; init; }
}

/// <summary>AWS's <c>ImageConfigResponse</c>.</summary>
public sealed record ImageConfigResponse
{
    /// <summary>The settings that override the image's.</summary>
    public ImageConfig? ImageConfig { get; init; }
}

/// <summary>AWS's <c>RuntimeVersionConfig</c>.</summary>
public sealed record RuntimeVersionConfig
{
    /// <summary>ARN of the runtime version.</summary>
    public string? RuntimeVersionArn { get; init; }
}
