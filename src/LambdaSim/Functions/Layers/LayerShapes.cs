namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>LayerVersionContentInput</c>.</summary>
public sealed record LayerVersionContentInput
{
    /// <summary>Bucket of the archive.</summary>
    public string? S3Bucket { get; init; }

    /// <summary>Its key.</summary>
    public string? S3Key { get; init; }

    /// <summary>Its version.</summary>
    public string? S3ObjectVersion { get; init; }

    /// <summary>The archive itself.</summary>
    public byte[]? ZipFile { get; init; }
}

/// <summary>Request of <c>PublishLayerVersion</c>.</summary>
public sealed record PublishLayerVersionRequest
{
    /// <summary>Name or ARN of the layer.</summary>
    public string? LayerName { get; init; }

    /// <summary>At most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Where the archive is.</summary>
    public LayerVersionContentInput? Content { get; init; }

    /// <summary>At most 15; told to callers, never enforced.</summary>
    public IReadOnlyList<string>? CompatibleRuntimes { get; init; }

    /// <summary>At most 2; told to callers, never enforced.</summary>
    public IReadOnlyList<string>? CompatibleArchitectures { get; init; }

    /// <summary>At most 512 characters.</summary>
    public string? LicenseInfo { get; init; }
}

/// <summary>AWS's <c>LayerVersionContentOutput</c>.</summary>
public sealed record LayerVersionContentOutput
{
    /// <summary>Where the archive would be downloaded.</summary>
    public string? Location { get; init; }

    /// <summary>Base64 of the SHA-256 of the archive.</summary>
    public string? CodeSha256 { get; init; }

    /// <summary>Bytes of the archive.</summary>
    public long CodeSize { get; init; }
}

/// <summary>A layer version, as <c>PublishLayerVersion</c>, <c>GetLayerVersion</c> and the lists show it.</summary>
public sealed record LayerVersionResponse
{
    /// <summary>The archive; not in lists.</summary>
    public LayerVersionContentOutput? Content { get; init; }

    /// <summary>ARN of the layer; not in lists.</summary>
    public string? LayerArn { get; init; }

    /// <summary>ARN of the version.</summary>
    public string? LayerVersionArn { get; init; }

    /// <summary>Empty when none was given.</summary>
    public string? Description { get; init; }

    /// <summary>When it was published.</summary>
    public string? CreatedDate { get; init; }

    /// <summary>Number.</summary>
    public long Version { get; init; }

    /// <summary>As published.</summary>
    public IReadOnlyList<string>? CompatibleRuntimes { get; init; }

    /// <summary>As published.</summary>
    public IReadOnlyList<string>? CompatibleArchitectures { get; init; }

    /// <summary>As published.</summary>
    public string? LicenseInfo { get; init; }
}

/// <summary>Request of <c>GetLayerVersion</c>, <c>DeleteLayerVersion</c> and <c>GetLayerVersionPolicy</c>.</summary>
public sealed record LayerVersionRequest
{
    /// <summary>Name or ARN of the layer.</summary>
    public string? LayerName { get; init; }

    /// <summary>From 1.</summary>
    public long? VersionNumber { get; init; }
}

/// <summary>Request of <c>GetLayerVersionByArn</c>.</summary>
public sealed record GetLayerVersionByArnRequest
{
    /// <summary>ARN of the version.</summary>
    public string? Arn { get; init; }
}

/// <summary>Request of <c>ListLayers</c>.</summary>
public sealed record ListLayersRequest
{
    /// <summary>Only layers for this runtime.</summary>
    public string? CompatibleRuntime { get; init; }

    /// <summary>Only layers for this architecture.</summary>
    public string? CompatibleArchitecture { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 50.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>AWS's <c>LayersListItem</c>.</summary>
public sealed record LayersListItem
{
    /// <summary>Name of the layer.</summary>
    public string? LayerName { get; init; }

    /// <summary>Its ARN.</summary>
    public string? LayerArn { get; init; }

    /// <summary>The newest version that matches.</summary>
    public LayerVersionResponse? LatestMatchingVersion { get; init; }
}

/// <summary>Response of <c>ListLayers</c>.</summary>
public sealed record ListLayersResponse
{
    /// <summary>By name.</summary>
    public IReadOnlyList<LayersListItem> Layers { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextMarker { get; init; }
}

/// <summary>Request of <c>ListLayerVersions</c>.</summary>
public sealed record ListLayerVersionsRequest
{
    /// <summary>Name or ARN of the layer.</summary>
    public string? LayerName { get; init; }

    /// <summary>Only versions for this runtime.</summary>
    public string? CompatibleRuntime { get; init; }

    /// <summary>Only versions for this architecture.</summary>
    public string? CompatibleArchitecture { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 50.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>Response of <c>ListLayerVersions</c>.</summary>
public sealed record ListLayerVersionsResponse
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<LayerVersionResponse> LayerVersions { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextMarker { get; init; }
}
