using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>Errors that the platform, not the runtime, reports for a function, in AWS's words and order of keys.</summary>
internal static class PlatformError
{
    /// <summary>Largest buffered response in bytes (rule INV-SIZE-RESPONSE).</summary>
    public const int MaxResponse = 6_291_556;

    /// <summary>The response is over the limit; its document has the message first.</summary>
    public static FunctionError ResponseTooLarge { get; } =
        new("Function.ResponseSizeTooLarge", Text.Invariant($"Response payload size exceeded maximum allowed payload size ({MaxResponse} bytes)."));

    /// <summary>Payload of <see cref="ResponseTooLarge"/>.</summary>
    public static ReadOnlyMemory<byte> ResponseTooLargeDocument { get; } =
        System.Text.Encoding.UTF8.GetBytes($$"""{"errorMessage":"{{ResponseTooLarge.Message}}","errorType":"{{ResponseTooLarge.Type}}"}""");

    public static FunctionError TimedOut(string requestId, long timeoutMilliseconds) =>
        new("Sandbox.Timedout", Text.Invariant($"RequestId: {requestId} Error: Task timed out after {timeoutMilliseconds / 1000m:F2} seconds"));

    /// <summary>The process ended.</summary>
    /// <param name="requestId">The request that ran.</param>
    /// <param name="code">Exit code; null: killed.</param>
    public static FunctionError Exited(string requestId, int? code) => new("Runtime.ExitError", code switch
    {
        null => $"RequestId: {requestId} Error: Runtime exited with error: signal: killed",
        0 => $"RequestId: {requestId} Error: Runtime exited without providing a reason",
        _ => Text.Invariant($"RequestId: {requestId} Error: Runtime exited with error: exit status {code}"),
    });

    /// <summary>Type first, then message. Neither holds a character JSON escapes.</summary>
    public static ReadOnlyMemory<byte> Document(FunctionError error) =>
        System.Text.Encoding.UTF8.GetBytes($$"""{"errorType":"{{error.Type}}","errorMessage":"{{error.Message}}"}""");
}
