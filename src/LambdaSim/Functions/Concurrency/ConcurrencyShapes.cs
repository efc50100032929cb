namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>Concurrency</c>.</summary>
public sealed record Concurrency
{
    /// <summary>Reserved concurrency.</summary>
    public int? ReservedConcurrentExecutions { get; init; }
}

/// <summary>Members of <c>PutFunctionConcurrency</c>.</summary>
public sealed record PutFunctionConcurrencyRequest
{
    /// <summary>Name or ARN, unqualified.</summary>
    public string? FunctionName { get; init; }

    /// <summary>0 throttles everything.</summary>
    public int? ReservedConcurrentExecutions { get; init; }
}

/// <summary>Members of <c>GetFunctionConcurrency</c>.</summary>
public sealed record GetFunctionConcurrencyRequest
{
    /// <summary>Name or ARN, unqualified.</summary>
    public string? FunctionName { get; init; }
}

/// <summary>Members of <c>DeleteFunctionConcurrency</c>.</summary>
public sealed record DeleteFunctionConcurrencyRequest
{
    /// <summary>Name or ARN, unqualified.</summary>
    public string? FunctionName { get; init; }
}

/// <summary>Members of <c>PutProvisionedConcurrencyConfig</c>.</summary>
public sealed record PutProvisionedConcurrencyConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Published version or alias.</summary>
    public string? Qualifier { get; init; }

    /// <summary>At least 1.</summary>
    public int? ProvisionedConcurrentExecutions { get; init; }
}

/// <summary>Members of <c>GetProvisionedConcurrencyConfig</c>.</summary>
public sealed record GetProvisionedConcurrencyConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Published version or alias.</summary>
    public string? Qualifier { get; init; }
}

/// <summary>Members of <c>DeleteProvisionedConcurrencyConfig</c>.</summary>
public sealed record DeleteProvisionedConcurrencyConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Published version or alias.</summary>
    public string? Qualifier { get; init; }
}

/// <summary>Members of <c>ListProvisionedConcurrencyConfigs</c>.</summary>
public sealed record ListProvisionedConcurrencyConfigsRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 50.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>Provisioned concurrency of a version or alias as put, get and list show it.</summary>
public sealed record ProvisionedConcurrencyConfig
{
    /// <summary>Of lists only.</summary>
    public string? FunctionArn { get; init; }

    /// <summary>As asked for.</summary>
    public required int RequestedProvisionedConcurrentExecutions { get; init; }

    /// <summary>Ready to be used.</summary>
    public required int AvailableProvisionedConcurrentExecutions { get; init; }

    /// <summary>Prepared.</summary>
    public required int AllocatedProvisionedConcurrentExecutions { get; init; }

    /// <summary><c>IN_PROGRESS</c>, <c>READY</c> or <c>FAILED</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Of <c>FAILED</c>.</summary>
    public string? StatusReason { get; init; }

    /// <summary>Time as text.</summary>
    public required string LastModified { get; init; }
}

/// <summary>Answer of <c>ListProvisionedConcurrencyConfigs</c>.</summary>
public sealed record ListProvisionedConcurrencyConfigsResponse
{
    /// <summary>In order of their qualifiers.</summary>
    public required IReadOnlyList<ProvisionedConcurrencyConfig> ProvisionedConcurrencyConfigs { get; init; }

    /// <summary>Null on the last page.</summary>
    public string? NextMarker { get; init; }
}
