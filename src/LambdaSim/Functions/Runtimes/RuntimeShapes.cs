namespace LambdaSim.Functions.Model;

/// <summary>Members of <c>PutFunctionRecursionConfig</c>.</summary>
public sealed record PutFunctionRecursionConfigRequest
{
    /// <summary>Name or ARN, unqualified.</summary>
    public string? FunctionName { get; init; }

    /// <summary><c>Allow</c> or <c>Terminate</c>.</summary>
    public string? RecursiveLoop { get; init; }
}

/// <summary>Members of <c>GetFunctionRecursionConfig</c>.</summary>
public sealed record GetFunctionRecursionConfigRequest
{
    /// <summary>Name or ARN, unqualified.</summary>
    public string? FunctionName { get; init; }
}

/// <summary>Answer of the two recursion operations.</summary>
public sealed record FunctionRecursionConfig
{
    /// <summary><c>Allow</c> or <c>Terminate</c>.</summary>
    public required string RecursiveLoop { get; init; }
}

/// <summary>Members of <c>PutRuntimeManagementConfig</c>.</summary>
public sealed record PutRuntimeManagementConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version; null: <c>$LATEST</c>.</summary>
    public string? Qualifier { get; init; }

    /// <summary><c>Auto</c>, <c>Manual</c> or <c>FunctionUpdate</c>.</summary>
    public string? UpdateRuntimeOn { get; init; }

    /// <summary>With <c>Manual</c>, and only with it.</summary>
    public string? RuntimeVersionArn { get; init; }
}

/// <summary>Members of <c>GetRuntimeManagementConfig</c>.</summary>
public sealed record GetRuntimeManagementConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version; null: <c>$LATEST</c>.</summary>
    public string? Qualifier { get; init; }
}

/// <summary>Answer of the two runtime management operations.</summary>
public sealed record RuntimeManagementConfig
{
    /// <summary><c>Auto</c>, <c>Manual</c> or <c>FunctionUpdate</c>.</summary>
    public required string UpdateRuntimeOn { get; init; }

    /// <summary>ARN with qualifier.</summary>
    public required string FunctionArn { get; init; }

    /// <summary>Of <c>Manual</c> only.</summary>
    public string? RuntimeVersionArn { get; init; }
}
