using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace LambdaSim;

/// <summary>Calls functions from inside the simulation: from handlers and from the body of <c>Run</c>. Await what it returns.</summary>
public abstract class LambdaClient
{
    internal const string NeedsReflection = "Serialises the payload by reflection; use the overload that takes UTF-8 JSON.";

    private protected LambdaClient()
    {
    }

    /// <summary>Calls a function and waits for its answer.</summary>
    /// <param name="function">Name, <c>name:qualifier</c> or ARN.</param>
    /// <param name="payload">The event as UTF-8 JSON; empty: AWS hands the handler <c>{}</c>.</param>
    /// <param name="options">Client context, log tail, qualifier.</param>
    public abstract Task<InvokeResult> InvokeRawAsync(string function, ReadOnlyMemory<byte> payload, InvokeOptions? options = null);

    /// <summary>Hands an event to the asynchronous queue of a function; the answer only says that it was accepted.</summary>
    public abstract Task<SendResult> SendRawAsync(string function, ReadOnlyMemory<byte> payload, InvokeOptions? options = null);

    /// <summary>How a function's JSON is written; null: as everybody's, or there is no such function.</summary>
    private protected abstract JsonSerializerOptions? JsonOf(string function);

    /// <summary>Calls a function and waits for its answer.</summary>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public Task<InvokeResult> InvokeAsync<T>(string function, T payload, InvokeOptions? options = null) =>
        InvokeRawAsync(function, PayloadJson.Write(payload, JsonOf(function)), options);

    /// <summary>Hands an event to the asynchronous queue of a function.</summary>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public Task<SendResult> SendAsync<T>(string function, T payload, InvokeOptions? options = null) =>
        SendRawAsync(function, PayloadJson.Write(payload, JsonOf(function)), options);
}

/// <summary>What an invocation may carry beside its payload.</summary>
public sealed record InvokeOptions
{
    /// <summary>Version or alias; null: unqualified.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Client context as JSON, at most 3,583 bytes of base64; synchronous invocations only.</summary>
    public string? ClientContext { get; init; }

    /// <summary>Whose credentials the caller has (rule INV-IDENTITY); null: nobody's of Cognito. Synchronous invocations only.</summary>
    public CognitoIdentity? CognitoIdentity { get; init; }

    /// <summary>Whether the result carries the last 4 KB of the log.</summary>
    public bool LogTail { get; init; }

    /// <summary>Checks that the call is possible, and runs nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>What the caller addressed, where that is more than a version.</summary>
    internal Runtime.CallTarget? Target { get; init; }

    /// <summary>The trace header that the caller gave; null: it gave none.</summary>
    internal Resources.TraceHeader? Trace { get; init; }
}
