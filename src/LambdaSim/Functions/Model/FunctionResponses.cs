namespace LambdaSim.Functions.Model;

/// <summary>Output of <c>GetFunction</c>.</summary>
public sealed record GetFunctionResponse
{
    /// <summary>The configuration.</summary>
    public FunctionConfiguration? Configuration { get; init; }

    /// <summary>Where the code is.</summary>
    public FunctionCodeLocation? Code { get; init; }

    /// <summary>Null: there are none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Null: nothing is reserved.</summary>
    public Concurrency? Concurrency { get; init; }
}

/// <summary>AWS's <c>FunctionCodeLocation</c>.</summary>
public sealed record FunctionCodeLocation
{
    /// <summary><c>S3</c> or <c>ECR</c>.</summary>
    public string? RepositoryType { get; init; }

    /// <summary>A URL in AWS's form. Nothing answers there.</summary>
    public string? Location { get; init; }

    /// <summary>The image as it was named.</summary>
    public string? ImageUri { get; init; }

    /// <summary>The image by its digest.</summary>
    public string? ResolvedImageUri { get; init; }
}

/// <summary>AWS's <c>Concurrency</c>.</summary>
public sealed record Concurrency
{
    /// <summary>Reserved concurrency.</summary>
    public int? ReservedConcurrentExecutions { get; init; }
}

/// <summary>Output of <c>ListFunctions</c>.</summary>
public sealed record ListFunctionsResponse
{
    /// <summary>Where the next page begins; null: this is the last.</summary>
    public string? NextMarker { get; init; }

    /// <summary>By name.</summary>
    public IReadOnlyList<FunctionConfiguration>? Functions { get; init; }
}

/// <summary>Output of <c>ListVersionsByFunction</c>.</summary>
public sealed record ListVersionsByFunctionResponse
{
    /// <summary>Where the next page begins; null: this is the last.</summary>
    public string? NextMarker { get; init; }

    /// <summary><c>$LATEST</c>, then by number.</summary>
    public IReadOnlyList<FunctionConfiguration>? Versions { get; init; }
}

/// <summary>Output of <c>GetAccountSettings</c>.</summary>
public sealed record GetAccountSettingsResponse
{
    /// <summary>Limits.</summary>
    public AccountLimit? AccountLimit { get; init; }

    /// <summary>What is used of them.</summary>
    public AccountUsage? AccountUsage { get; init; }
}

/// <summary>AWS's <c>AccountLimit</c>.</summary>
public sealed record AccountLimit
{
    /// <summary>Bytes of all code.</summary>
    public long? TotalCodeSize { get; init; }

    /// <summary>Bytes of a function's unpacked code and layers.</summary>
    public long? CodeSizeUnzipped { get; init; }

    /// <summary>Bytes of a zip in a request.</summary>
    public long? CodeSizeZipped { get; init; }

    /// <summary>Concurrency of the account.</summary>
    public int? ConcurrentExecutions { get; init; }

    /// <summary>What is left of it for functions without a reservation.</summary>
    public int? UnreservedConcurrentExecutions { get; init; }
}

/// <summary>AWS's <c>AccountUsage</c>.</summary>
public sealed record AccountUsage
{
    /// <summary>Bytes of all code: every version counts, layers too.</summary>
    public long? TotalCodeSize { get; init; }

    /// <summary>Functions.</summary>
    public long? FunctionCount { get; init; }
}
