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

/// <summary>Output of <c>ListFunctions</c>.</summary>
public sealed record ListFunctionsResponse
{
    /// <summary>Where the next page begins; null: this is the last.</summary>
    public string? NextMarker { get; init; }

    /// <summary>By name.</summary>
    public IReadOnlyList<FunctionConfiguration>? Functions { get; init; }
}
