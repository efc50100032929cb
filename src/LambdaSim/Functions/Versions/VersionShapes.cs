using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaSim.Functions.Model;

/// <summary>Input of <c>PublishVersion</c>.</summary>
public sealed record PublishVersionRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The code that is to be published; null: any.</summary>
    public string? CodeSha256 { get; init; }

    /// <summary>The version's description; null: the function's.</summary>
    public string? Description { get; init; }

    /// <summary>The revision that is to be published; null: any.</summary>
    public string? RevisionId { get; init; }

    /// <summary>Members that are not listed here: those that AWS has and the simulation does not are refused, others are ignored, as AWS does.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>Input of <c>ListVersionsByFunction</c>.</summary>
public sealed record ListVersionsByFunctionRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary><c>NextMarker</c> of the page before.</summary>
    public string? Marker { get; init; }

    /// <summary>A page is never longer than 50.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>Output of <c>ListVersionsByFunction</c>.</summary>
public sealed record ListVersionsByFunctionResponse
{
    /// <summary>Where the next page begins; null: this is the last.</summary>
    public string? NextMarker { get; init; }

    /// <summary><c>$LATEST</c>, then by number.</summary>
    public IReadOnlyList<FunctionConfiguration>? Versions { get; init; }
}
