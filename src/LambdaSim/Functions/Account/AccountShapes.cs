namespace LambdaSim.Functions.Model;

/// <summary>Input of <c>GetAccountSettings</c>: nothing.</summary>
public sealed record GetAccountSettingsRequest;

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
