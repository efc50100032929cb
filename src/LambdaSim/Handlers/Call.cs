namespace LambdaSim.Handlers;

/// <summary>User code with its parameters and its result bound: made once for each function.</summary>
internal abstract class Call<TOut>
{
    /// <summary>Runs it. What user code throws before its first await comes out here, not in the task.</summary>
    public abstract ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload);

    /// <summary>The same binding for other code of the same type; null: a template without code.</summary>
    public abstract Call<TOut> With(Delegate? other);
}

internal sealed class Call0<TReturn, TOut>(Delegate? code, Result<TReturn, TOut> result) : Call<TOut>
{
    private readonly Func<TReturn> _code = (Func<TReturn>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        result.Take(_code());

    public override Call<TOut> With(Delegate? other) => new Call0<TReturn, TOut>(other, result);
}

internal sealed class Call1<T1, TReturn, TOut>(Delegate? code, Argument<T1> a1, Result<TReturn, TOut> result) : Call<TOut>
{
    private readonly Func<T1, TReturn> _code = (Func<T1, TReturn>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        result.Take(_code(a1.Get(instance, context, payload)));

    public override Call<TOut> With(Delegate? other) => new Call1<T1, TReturn, TOut>(other, a1, result);
}

internal sealed class Call2<T1, T2, TReturn, TOut>(Delegate? code, Argument<T1> a1, Argument<T2> a2, Result<TReturn, TOut> result) : Call<TOut>
{
    private readonly Func<T1, T2, TReturn> _code = (Func<T1, T2, TReturn>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        result.Take(_code(a1.Get(instance, context, payload), a2.Get(instance, context, payload)));

    public override Call<TOut> With(Delegate? other) => new Call2<T1, T2, TReturn, TOut>(other, a1, a2, result);
}

internal sealed class Call3<T1, T2, T3, TReturn, TOut>(Delegate? code, Argument<T1> a1, Argument<T2> a2, Argument<T3> a3, Result<TReturn, TOut> result) : Call<TOut>
{
    private readonly Func<T1, T2, T3, TReturn> _code = (Func<T1, T2, T3, TReturn>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        result.Take(_code(a1.Get(instance, context, payload), a2.Get(instance, context, payload), a3.Get(instance, context, payload)));

    public override Call<TOut> With(Delegate? other) => new Call3<T1, T2, T3, TReturn, TOut>(other, a1, a2, a3, result);
}

internal sealed class Call4<T1, T2, T3, T4, TReturn, TOut>(Delegate? code, Argument<T1> a1, Argument<T2> a2, Argument<T3> a3, Argument<T4> a4, Result<TReturn, TOut> result) : Call<TOut>
{
    private readonly Func<T1, T2, T3, T4, TReturn> _code = (Func<T1, T2, T3, T4, TReturn>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        result.Take(_code(a1.Get(instance, context, payload), a2.Get(instance, context, payload), a3.Get(instance, context, payload), a4.Get(instance, context, payload)));

    public override Call<TOut> With(Delegate? other) => new Call4<T1, T2, T3, T4, TReturn, TOut>(other, a1, a2, a3, a4, result);
}

internal sealed class Call5<T1, T2, T3, T4, T5, TReturn, TOut>(Delegate? code, Argument<T1> a1, Argument<T2> a2, Argument<T3> a3, Argument<T4> a4, Argument<T5> a5, Result<TReturn, TOut> result) : Call<TOut>
{
    private readonly Func<T1, T2, T3, T4, T5, TReturn> _code = (Func<T1, T2, T3, T4, T5, TReturn>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        result.Take(_code(a1.Get(instance, context, payload), a2.Get(instance, context, payload), a3.Get(instance, context, payload), a4.Get(instance, context, payload), a5.Get(instance, context, payload)));

    public override Call<TOut> With(Delegate? other) => new Call5<T1, T2, T3, T4, T5, TReturn, TOut>(other, a1, a2, a3, a4, a5, result);
}
