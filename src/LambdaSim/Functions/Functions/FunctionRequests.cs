using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaSim.Functions.Model;

/// <summary>Input of <c>UpdateFunctionCode</c>.</summary>
public sealed record UpdateFunctionCodeRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

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

    /// <summary>One of <c>x86_64</c> and <c>arm64</c>; null: as before.</summary>
    public IReadOnlyList<string?>? Architectures { get; init; }

    /// <summary>Whether to publish a version.</summary>
    public bool? Publish { get; init; }

    /// <summary>Whether only to check.</summary>
    public bool? DryRun { get; init; }

    /// <summary>The revision that is to be changed; null: any.</summary>
    public string? RevisionId { get; init; }

    /// <summary>Members that are not listed here: those that AWS has and the simulation does not are refused, others are ignored, as AWS does.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>Input of <c>GetFunction</c>, <c>GetFunctionConfiguration</c> and <c>DeleteFunction</c>.</summary>
public sealed record FunctionRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version, alias or <c>$LATEST</c>.</summary>
    public string? Qualifier { get; init; }
}

/// <summary>Input of <c>ListFunctions</c>.</summary>
public sealed record ListFunctionsRequest
{
    /// <summary>Only replicas from this region, of which there are none; <c>ALL</c>: with replicas.</summary>
    public string? MasterRegion { get; init; }

    /// <summary><c>ALL</c>: every version; null: <c>$LATEST</c> of each function.</summary>
    public string? FunctionVersion { get; init; }

    /// <summary><c>NextMarker</c> of the page before.</summary>
    public string? Marker { get; init; }

    /// <summary>A page is never longer than 50.</summary>
    public int? MaxItems { get; init; }
}
