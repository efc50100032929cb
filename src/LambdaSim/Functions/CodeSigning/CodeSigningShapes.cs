namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>AllowedPublishers</c>.</summary>
public sealed record AllowedPublishers
{
    /// <summary>1 to 20.</summary>
    public IReadOnlyList<string>? SigningProfileVersionArns { get; init; }
}

/// <summary>AWS's <c>CodeSigningPolicies</c>.</summary>
public sealed record CodeSigningPolicies
{
    /// <summary><c>Warn</c> or <c>Enforce</c>.</summary>
    public string? UntrustedArtifactOnDeployment { get; init; }
}

/// <summary>AWS's <c>CodeSigningConfig</c>.</summary>
public sealed record CodeSigningConfig
{
    /// <summary><c>csc-</c> and 17 letters.</summary>
    public string? CodeSigningConfigId { get; init; }

    /// <summary>ARN.</summary>
    public string? CodeSigningConfigArn { get; init; }

    /// <summary>As given.</summary>
    public string? Description { get; init; }

    /// <summary>Whose signatures are trusted.</summary>
    public AllowedPublishers? AllowedPublishers { get; init; }

    /// <summary>What happens to others.</summary>
    public CodeSigningPolicies? CodeSigningPolicies { get; init; }

    /// <summary>When it last changed.</summary>
    public string? LastModified { get; init; }
}

/// <summary>Request of <c>CreateCodeSigningConfig</c>.</summary>
public sealed record CreateCodeSigningConfigRequest
{
    /// <summary>At most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Required.</summary>
    public AllowedPublishers? AllowedPublishers { get; init; }

    /// <summary><c>Warn</c> when absent.</summary>
    public CodeSigningPolicies? CodeSigningPolicies { get; init; }

    /// <summary>At most 50.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

/// <summary>Request of <c>UpdateCodeSigningConfig</c>: what is absent stays.</summary>
public sealed record UpdateCodeSigningConfigRequest
{
    /// <summary>ARN.</summary>
    public string? CodeSigningConfigArn { get; init; }

    /// <summary>At most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whose signatures are trusted.</summary>
    public AllowedPublishers? AllowedPublishers { get; init; }

    /// <summary>What happens to others.</summary>
    public CodeSigningPolicies? CodeSigningPolicies { get; init; }
}

/// <summary>Request of <c>GetCodeSigningConfig</c> and <c>DeleteCodeSigningConfig</c>.</summary>
public sealed record CodeSigningConfigRequest
{
    /// <summary>ARN.</summary>
    public string? CodeSigningConfigArn { get; init; }
}

/// <summary>Response of <c>CreateCodeSigningConfig</c>, <c>UpdateCodeSigningConfig</c> and <c>GetCodeSigningConfig</c>.</summary>
public sealed record CodeSigningConfigResponse
{
    /// <summary>The configuration.</summary>
    public CodeSigningConfig? CodeSigningConfig { get; init; }
}

/// <summary>Request of <c>ListCodeSigningConfigs</c>.</summary>
public sealed record ListCodeSigningConfigsRequest
{
    /// <summary>Where the page before ended.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 10,000; a page has at most 50.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>Response of <c>ListCodeSigningConfigs</c>.</summary>
public sealed record ListCodeSigningConfigsResponse
{
    /// <summary>In order of their ARNs.</summary>
    public IReadOnlyList<CodeSigningConfig> CodeSigningConfigs { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextMarker { get; init; }
}

/// <summary>Request of <c>ListFunctionsByCodeSigningConfig</c>.</summary>
public sealed record ListFunctionsByCodeSigningConfigRequest
{
    /// <summary>ARN.</summary>
    public string? CodeSigningConfigArn { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 10,000; a page has at most 50.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>Response of <c>ListFunctionsByCodeSigningConfig</c>.</summary>
public sealed record ListFunctionsByCodeSigningConfigResponse
{
    /// <summary>By name.</summary>
    public IReadOnlyList<string> FunctionArns { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextMarker { get; init; }
}

/// <summary>Request of <c>PutFunctionCodeSigningConfig</c>.</summary>
public sealed record PutFunctionCodeSigningConfigRequest
{
    /// <summary>ARN.</summary>
    public string? CodeSigningConfigArn { get; init; }

    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }
}

/// <summary>Request of <c>GetFunctionCodeSigningConfig</c> and <c>DeleteFunctionCodeSigningConfig</c>.</summary>
public sealed record FunctionCodeSigningConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }
}

/// <summary>Response of <c>PutFunctionCodeSigningConfig</c> and <c>GetFunctionCodeSigningConfig</c>; without members when the function has none.</summary>
public sealed record FunctionCodeSigningConfigResponse
{
    /// <summary>ARN.</summary>
    public string? CodeSigningConfigArn { get; init; }

    /// <summary>Bare name.</summary>
    public string? FunctionName { get; init; }
}
