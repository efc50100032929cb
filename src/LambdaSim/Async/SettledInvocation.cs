using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Async;

/// <summary>An async invocation that has its fate: all that dead-letter queues and destinations are told of it.</summary>
/// <param name="Function">The version that ran it, or would have.</param>
/// <param name="Invocation">Its number.</param>
/// <param name="Cause">Why it was dropped; null: it ran to success.</param>
/// <param name="Attempts">Attempts that reached the function: AWS's <c>approximateInvokeCount</c>.</param>
internal readonly record struct SettledInvocation(FunctionDefinition Function, int Invocation, DropCause? Cause, int Attempts)
{
    private static readonly byte[] _empty = "{}"u8.ToArray();

    /// <summary>The version or alias that the caller named; null: neither.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Its payload, UTF-8; empty: <c>{}</c>, which is also what a modelled one has.</summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>Its payload; <c>{}</c> where it has none.</summary>
    public ReadOnlyMemory<byte> RequestOrEmpty => Request.IsEmpty ? _empty : Request;

    /// <summary>The calls that led to it; null: none is known.</summary>
    public CallChain? Chain { get; init; }

    /// <summary>The trace header that came with it; null: none did.</summary>
    public TraceHeader? Trace { get; init; }

    /// <summary>When it was accepted, in nanoseconds.</summary>
    public long AcceptedAt { get; init; }

    /// <summary>The last attempt, which did not reach the function, ended with an error of Lambda's own.</summary>
    public bool EndedBySystemError { get; init; }

    /// <summary>What the last attempt answered; null: none reached the function.</summary>
    public AttemptResult? Result { get; init; }
}

/// <summary>What an attempt answered.</summary>
/// <param name="Payload">What the handler returned, or the error document, UTF-8; empty: null, or the error alone.</param>
/// <param name="ErrorType">AWS's <c>errorType</c>; null: it succeeded.</param>
/// <param name="ErrorMessage">AWS's <c>errorMessage</c>.</param>
internal sealed record AttemptResult(ReadOnlyMemory<byte> Payload, string? ErrorType, string ErrorMessage)
{
    private static readonly AttemptResult _success = new(default, null, "");
    private static readonly AttemptResult _failure = new(default, "Function.Unknown", "a modelled call failed");

    /// <summary>The answer of an attempt without code.</summary>
    public static AttemptResult Modelled(Outcome outcome) => outcome == Outcome.Succeeded ? _success : _failure;
}
