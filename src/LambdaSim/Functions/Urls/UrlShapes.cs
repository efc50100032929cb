namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>Cors</c>.</summary>
public sealed record Cors
{
    /// <summary>Whether cookies and other credentials are allowed.</summary>
    public bool? AllowCredentials { get; init; }

    /// <summary>At most 100.</summary>
    public IReadOnlyList<string>? AllowHeaders { get; init; }

    /// <summary>At most 6.</summary>
    public IReadOnlyList<string>? AllowMethods { get; init; }

    /// <summary>At most 100.</summary>
    public IReadOnlyList<string>? AllowOrigins { get; init; }

    /// <summary>At most 100.</summary>
    public IReadOnlyList<string>? ExposeHeaders { get; init; }

    /// <summary>0 to 86,400 seconds.</summary>
    public int? MaxAge { get; init; }
}

/// <summary>AWS's <c>FunctionUrlConfig</c>, and the answers of create, update and get.</summary>
public sealed record FunctionUrlConfig
{
    /// <summary>The URL.</summary>
    public required string FunctionUrl { get; init; }

    /// <summary>ARN as it was addressed, with an alias or without.</summary>
    public required string FunctionArn { get; init; }

    /// <summary><c>NONE</c> or <c>AWS_IAM</c>.</summary>
    public required string AuthType { get; init; }

    /// <summary>Time as text.</summary>
    public required string CreationTime { get; init; }

    /// <summary>Time as text; not when it is created.</summary>
    public string? LastModifiedTime { get; init; }

    /// <summary>As given.</summary>
    public Cors? Cors { get; init; }

    /// <summary><c>BUFFERED</c> or <c>RESPONSE_STREAM</c>; of create and update only where it was ever given.</summary>
    public string? InvokeMode { get; init; }
}

/// <summary>Members of <c>CreateFunctionUrlConfig</c>.</summary>
public sealed record CreateFunctionUrlConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>An alias; null: the unqualified function.</summary>
    public string? Qualifier { get; init; }

    /// <summary><c>NONE</c> or <c>AWS_IAM</c>.</summary>
    public string? AuthType { get; init; }

    /// <summary>Cross-origin sharing.</summary>
    public Cors? Cors { get; init; }

    /// <summary><c>BUFFERED</c> (default) or <c>RESPONSE_STREAM</c>.</summary>
    public string? InvokeMode { get; init; }
}

/// <summary>Members of <c>UpdateFunctionUrlConfig</c>: what is absent is kept.</summary>
public sealed record UpdateFunctionUrlConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>An alias; null: the unqualified function.</summary>
    public string? Qualifier { get; init; }

    /// <summary><c>NONE</c> or <c>AWS_IAM</c>.</summary>
    public string? AuthType { get; init; }

    /// <summary>Cross-origin sharing, all of it.</summary>
    public Cors? Cors { get; init; }

    /// <summary><c>BUFFERED</c> or <c>RESPONSE_STREAM</c>.</summary>
    public string? InvokeMode { get; init; }
}

/// <summary>Members of <c>GetFunctionUrlConfig</c>.</summary>
public sealed record GetFunctionUrlConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>An alias; null: the unqualified function.</summary>
    public string? Qualifier { get; init; }
}

/// <summary>Members of <c>DeleteFunctionUrlConfig</c>.</summary>
public sealed record DeleteFunctionUrlConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>An alias; null: the unqualified function.</summary>
    public string? Qualifier { get; init; }
}

/// <summary>Members of <c>ListFunctionUrlConfigs</c>.</summary>
public sealed record ListFunctionUrlConfigsRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 50.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>Answer of <c>ListFunctionUrlConfigs</c>.</summary>
public sealed record ListFunctionUrlConfigsResponse
{
    /// <summary>The unqualified one first, then in order of the aliases.</summary>
    public required IReadOnlyList<FunctionUrlConfig> FunctionUrlConfigs { get; init; }

    /// <summary>Null on the last page.</summary>
    public string? NextMarker { get; init; }
}
