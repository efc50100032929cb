namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>OnSuccess</c>.</summary>
public sealed record OnSuccess
{
    /// <summary>ARN.</summary>
    public string? Destination { get; init; }
}

/// <summary>AWS's <c>OnFailure</c>.</summary>
public sealed record OnFailure
{
    /// <summary>ARN.</summary>
    public string? Destination { get; init; }
}

/// <summary>AWS's <c>DestinationConfig</c>.</summary>
public sealed record DestinationConfig
{
    /// <summary>Where records of successes go.</summary>
    public OnSuccess? OnSuccess { get; init; }

    /// <summary>Where records of failures go.</summary>
    public OnFailure? OnFailure { get; init; }
}

/// <summary>AWS's <c>FunctionEventInvokeConfig</c>.</summary>
public sealed record FunctionEventInvokeConfig
{
    /// <summary>Seconds since 1970.</summary>
    public required decimal LastModified { get; init; }

    /// <summary>ARN with qualifier.</summary>
    public required string FunctionArn { get; init; }

    /// <summary>0 to 2; null: 2.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>60 to 21,600; null: 21,600.</summary>
    public int? MaximumEventAgeInSeconds { get; init; }

    /// <summary>Never null, both parts there.</summary>
    public required DestinationConfig DestinationConfig { get; init; }
}

/// <summary>Members of <c>PutFunctionEventInvokeConfig</c>: replaces everything.</summary>
public sealed record PutFunctionEventInvokeConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version or alias.</summary>
    public string? Qualifier { get; init; }

    /// <summary>0 to 2.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>60 to 21,600.</summary>
    public int? MaximumEventAgeInSeconds { get; init; }

    /// <summary>Destinations.</summary>
    public DestinationConfig? DestinationConfig { get; init; }
}

/// <summary>Members of <c>UpdateFunctionEventInvokeConfig</c>: what is absent is kept.</summary>
public sealed record UpdateFunctionEventInvokeConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version or alias.</summary>
    public string? Qualifier { get; init; }

    /// <summary>0 to 2.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>60 to 21,600.</summary>
    public int? MaximumEventAgeInSeconds { get; init; }

    /// <summary>Destinations, both together.</summary>
    public DestinationConfig? DestinationConfig { get; init; }
}

/// <summary>Members of <c>GetFunctionEventInvokeConfig</c>.</summary>
public sealed record GetFunctionEventInvokeConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version or alias.</summary>
    public string? Qualifier { get; init; }
}

/// <summary>Members of <c>DeleteFunctionEventInvokeConfig</c>.</summary>
public sealed record DeleteFunctionEventInvokeConfigRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Version or alias.</summary>
    public string? Qualifier { get; init; }
}

/// <summary>Members of <c>ListFunctionEventInvokeConfigs</c>.</summary>
public sealed record ListFunctionEventInvokeConfigsRequest
{
    /// <summary>Name or ARN.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 50.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>Answer of <c>ListFunctionEventInvokeConfigs</c>.</summary>
public sealed record ListFunctionEventInvokeConfigsResponse
{
    /// <summary>In order of their qualifiers.</summary>
    public required IReadOnlyList<FunctionEventInvokeConfig> FunctionEventInvokeConfigs { get; init; }

    /// <summary>Null on the last page.</summary>
    public string? NextMarker { get; init; }
}
