using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim;

/// <summary>The answer to a synchronous invocation.</summary>
/// <example>
/// <code>
/// var result = checkout.Invoke(new { Cents = 240 });
///
/// Assert.Equal(Outcome.Succeeded, result.Outcome);
/// Assert.True(result.ColdStart);
/// Assert.Equal("paid", result.Value&lt;string&gt;());
/// </code>
/// </example>
public sealed class InvokeResult
{
    internal InvokeResult()
    {
    }

    /// <summary>How it ended.</summary>
    public Outcome Outcome { get; internal init; }

    /// <summary>The handler returned.</summary>
    public bool Succeeded => Outcome == Outcome.Succeeded;

    /// <summary>Why admission refused it; <see cref="ThrottleCause.None"/> when it was admitted.</summary>
    public ThrottleCause Throttle { get; internal init; }

    /// <summary>HTTP status AWS answers with: 200 also for function errors, 429 for a throttle, 204 for a dry run.</summary>
    public int StatusCode => Throttle != ThrottleCause.None ? 429 : IsDryRun ? 204 : 200;

    /// <summary>Nothing was run.</summary>
    public bool IsDryRun => Invocation == SimEvent.None;

    /// <summary>Request id.</summary>
    public string RequestId => Events.RequestId.Of(Function.Host.Seed, Invocation);

    /// <summary>Number of the invocation, from 0, in order of arrival.</summary>
    public int Invocation { get; internal init; }

    /// <summary>What the handler returned, or the error document, as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Payload { get; internal init; }

    /// <summary>The same as text.</summary>
    public string PayloadText => Encoding.UTF8.GetString(Payload.Span);

    // A warm call that succeeds and is not remarkable has neither, and pays for one field: the error, the remark, or both.
    private readonly object? _rare;

    /// <summary>The error; null when it succeeded.</summary>
    public FunctionError? Error
    {
        get => _rare is RemarkedError both ? both.Error : _rare as FunctionError;
        internal init => _rare = With(value, Remark);
    }

    /// <summary>
    /// What the simulation noticed about this call and Lambda would not tell, such as that nothing inside the simulation could resume it, or that its real
    /// timers did not see virtual time pass; null: nothing. It may depend on real time, so it is in no log.
    /// </summary>
    public string? Remark
    {
        get => _rare is RemarkedError both ? both.Remark : _rare as string;
        internal init => _rare = With(Error, value);
    }

    /// <summary><c>Unhandled</c> for a function error, as AWS's header says; null otherwise.</summary>
    public string? FunctionErrorKind => Throttle == ThrottleCause.None && Error is not null ? "Unhandled" : null;

    /// <summary>The version that ran; null when none did.</summary>
    public string? ExecutedVersion => Throttle == ThrottleCause.None && !IsDryRun ? Function.Definition.Qualifier : null;

    /// <summary>The state in which the call found its environment.</summary>
    public StartType Start { get; internal init; }

    /// <summary>An environment was created for this call.</summary>
    public bool ColdStart => Start == StartType.Cold;

    /// <summary>The REPORT line's Duration.</summary>
    public Duration Duration => NodaTime.Duration.FromNanoseconds(DurationNs);

    /// <summary>The REPORT line's Init Duration; zero when warm.</summary>
    public Duration InitDuration => NodaTime.Duration.FromNanoseconds(InitNs);

    /// <summary>What is billed (rule BIL-ROUND).</summary>
    public Duration BilledDuration => NodaTime.Duration.FromMilliseconds(Throttle != ThrottleCause.None || IsDryRun ? 0 : Function.BilledMs(DurationNs, InitNs));

    /// <summary>The last 4 KB of the log of this invocation, when asked for.</summary>
    public string? LogTail => HasTail ? Function.Host.Tail(Invocation) : null;

    internal bool HasTail { get; init; }

    internal Runtime.LiveFunction Function { get; init; } = null!;

    internal long DurationNs { get; init; }

    internal long InitNs { get; init; }

    /// <summary>The payload as a value.</summary>
    /// <exception cref="FunctionErrorException">The function did not succeed.</exception>
    /// <exception cref="JsonException">The payload is not of this type.</exception>
    [RequiresUnreferencedCode("Deserialises by reflection; use the overload with a JsonTypeInfo.")]
    [RequiresDynamicCode("Deserialises by reflection; use the overload with a JsonTypeInfo.")]
    public T? Value<T>()
    {
        ThrowIfError();
        try
        {
            return Payload.IsEmpty ? default : PayloadJson.Read<T>(Payload.Span, Function.Json);
        }
        catch (JsonException e)
        {
            throw Other(typeof(T), e);
        }
    }

    /// <summary>The payload as a value.</summary>
    /// <exception cref="FunctionErrorException">The function did not succeed.</exception>
    /// <exception cref="JsonException">The payload is not of this type.</exception>
    public T? Value<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        ThrowIfError();
        try
        {
            return Payload.IsEmpty ? default : JsonSerializer.Deserialize(Payload.Span, type);
        }
        catch (JsonException e)
        {
            throw Other(typeof(T), e);
        }
    }

    /// <summary>This, if it succeeded.</summary>
    /// <exception cref="FunctionErrorException">The function did not succeed.</exception>
    public InvokeResult ThrowIfError() => Error is null ? this : throw new FunctionErrorException(this);

    /// <summary>For tests: this, if it succeeded; else an exception that shows the error and what the function logged in this call.</summary>
    /// <exception cref="FunctionErrorException">It failed, timed out, crashed or was throttled.</exception>
    /// <example>
    /// <code>
    /// var total = checkout.Invoke(order).ShouldSucceed().Value&lt;decimal&gt;();
    /// </code>
    /// </example>
    public InvokeResult ShouldSucceed() => Succeeded && Error is null ? this : throw new FunctionErrorException(this, CallFailure.Of(this));

    private JsonException Other(Type type, JsonException e)
    {
        const int Enough = 200;
        var text = PayloadText;
        var shown = text.Length <= Enough ? text : $"{text[..Enough]}...";
        return new JsonException($"{Function.Name} answered {shown}, which is no {Configuration.TypeNames.Full(type)}: {e.Message}", e.Path, e.LineNumber, e.BytePositionInLine, e);
    }

    private static object? With(FunctionError? error, string? remark) => error is not null && remark is not null ? new RemarkedError(error, remark) : error ?? (object?)remark;

    private sealed record RemarkedError(FunctionError Error, string Remark);

    /// <inheritdoc/>
    public override string ToString() => $"{Plain}{(Remark is null ? "" : $" ({Remark})")}";

    private string Plain => Error is null ? $"{Outcome} {PayloadText}" : $"{Outcome} {Error.Type}: {Error.Message}";
}

/// <summary>An error as the caller sees it.</summary>
/// <param name="Type">AWS's <c>errorType</c>, such as <c>FormatException</c> or <c>Sandbox.Timedout</c>.</param>
/// <param name="Message">AWS's <c>errorMessage</c>.</param>
public sealed record FunctionError(string Type, string Message)
{
    /// <summary>The exception that left the handler; null when the platform made the error. Its stack is real, not simulated.</summary>
    public Exception? Exception { get; init; }
}

/// <summary>A call did not succeed.</summary>
public sealed class FunctionErrorException : LambdaSimException
{
    // Where one function lets out what another let out, the message names the first error: quoted at each step it would grow without end.
    private readonly FunctionError? _first;
    private readonly int _functions;

    /// <param name="result">The answer.</param>
    public FunctionErrorException(InvokeResult result)
        : base(Words(result), result.Error?.Exception, result.Function.Host.Seed)
    {
        Result = result;
        (_first, _functions) = FirstOf(result);
    }

    internal FunctionErrorException(InvokeResult result, string shown)
        : base(shown, result.Error?.Exception, result.Function.Host.Seed) => Result = result;

    /// <summary>The whole answer.</summary>
    public InvokeResult Result { get; }

    private static string Words(InvokeResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (first, functions) = FirstOf(result);
        var way = functions == 1 ? "" : LambdaSim.Configuration.Text.Invariant($"passed on by {functions - 1} functions; ");
        return $"{first?.Type}: {first?.Message} ({way}request {result.RequestId}; {Configuration.RunSeed.Repeat(result.Function.Host.Seed)})";
    }

    private static (FunctionError? First, int Functions) FirstOf(InvokeResult result) =>
        result.Error?.Exception is FunctionErrorException inner ? (inner._first, inner._functions + 1) : (result.Error, 1);
}
