using LambdaSim.Engine;
using LambdaSim.Resources;

namespace LambdaSim.Async;

/// <summary>What async invocations carry and answer, where code runs. The queue itself knows lengths and outcomes only.</summary>
internal interface IAsyncContents
{
    /// <summary>The version or alias that the caller named; null: neither.</summary>
    string? QualifierOf(int invocation);

    /// <summary>The trace header that came with it; null: none did.</summary>
    TraceHeader? TraceOf(int invocation);

    /// <summary>Whether the caller named an alias.</summary>
    bool IsRouted(int invocation);

    /// <summary>The version that the alias of an invocation chooses now; negative: it is no more.</summary>
    int Route(int invocation);

    /// <summary>One that waited while its function was updated will run on another version.</summary>
    void Moved(int invocation, int version);

    /// <summary>An attempt has ended: what it answered is kept until the next one ends.</summary>
    void Ended(in InvocationEnd end);

    /// <summary>What an invocation carries and last answered.</summary>
    AsyncContent Of(int invocation);

    /// <summary>It has its fate.</summary>
    void Forget(int invocation);
}

/// <summary>What one async invocation carried and answered.</summary>
/// <param name="Request">Its payload, UTF-8; empty: <c>{}</c>.</param>
/// <param name="Qualifier">The version or alias that the caller named; null: neither.</param>
/// <param name="Chain">The calls that led to it; null: none is known.</param>
/// <param name="Result">The last attempt's; null: none reached the function, or it was modelled.</param>
internal readonly record struct AsyncContent(ReadOnlyMemory<byte> Request, string? Qualifier, CallChain? Chain, AttemptResult? Result);
