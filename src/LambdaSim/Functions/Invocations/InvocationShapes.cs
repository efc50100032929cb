namespace LambdaSim.Functions.Model;

/// <summary>Input of <c>Invoke</c>, <c>InvokeAsync</c> and <c>InvokeWithResponseStream</c>.</summary>
public sealed record InvokeRequest
{
    /// <summary>Name or ARN, with or without qualifier.</summary>
    public string? FunctionName { get; init; }

    /// <summary>A version, an alias or <c>$LATEST</c>.</summary>
    public string? Qualifier { get; init; }

    /// <summary><c>RequestResponse</c> (also null), <c>Event</c> or <c>DryRun</c>.</summary>
    public string? InvocationType { get; init; }

    /// <summary><c>None</c> (also null) or <c>Tail</c>.</summary>
    public string? LogType { get; init; }

    /// <summary>Base64 of JSON, at most 3,583 bytes; for synchronous invocations.</summary>
    public string? ClientContext { get; init; }

    /// <summary>Of a function with tenant isolation.</summary>
    public string? TenantId { get; init; }

    /// <summary>It came as the deprecated operation <c>InvokeAsync</c>, whose payload limit stayed what it was.</summary>
    internal bool IsInvokeAsync { get; init; }

    /// <summary>The header <c>X-Amzn-Trace-Id</c>; null: there was none.</summary>
    internal string? Trace { get; init; }

    /// <summary>The event: UTF-8 JSON, or nothing.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}

/// <summary>Output of <c>Invoke</c>.</summary>
public sealed record InvokeResponse
{
    /// <summary>200, 202 of an event, 204 of a dry run.</summary>
    public required int StatusCode { get; init; }

    /// <summary>The request's id, which the function sees.</summary>
    public required string RequestId { get; init; }

    /// <summary><c>Unhandled</c>; null: the function did not fail.</summary>
    public string? FunctionError { get; init; }

    /// <summary>Base64 of the end of the log, when it was asked for.</summary>
    public string? LogResult { get; init; }

    /// <summary>The version that ran; null: none did.</summary>
    public string? ExecutedVersion { get; init; }

    /// <summary>What the function returned, or the error document.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
