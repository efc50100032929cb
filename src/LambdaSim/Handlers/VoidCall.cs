namespace LambdaSim.Handlers;

// Calls of code that returns nothing.

internal sealed class VoidCall0<TOut>(Delegate? code, TOut nothing) : Call<TOut>
{
    private readonly Action _code = (Action)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        _code();
        return new(nothing);
    }

    public override Call<TOut> With(Delegate? other) => new VoidCall0<TOut>(other, nothing);
}

internal sealed class VoidCall1<T1, TOut>(Delegate? code, Argument<T1> a1, TOut nothing) : Call<TOut>
{
    private readonly Action<T1> _code = (Action<T1>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        _code(a1.Get(instance, context, payload));
        return new(nothing);
    }

    public override Call<TOut> With(Delegate? other) => new VoidCall1<T1, TOut>(other, a1, nothing);
}

internal sealed class VoidCall2<T1, T2, TOut>(Delegate? code, Argument<T1> a1, Argument<T2> a2, TOut nothing) : Call<TOut>
{
    private readonly Action<T1, T2> _code = (Action<T1, T2>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        _code(a1.Get(instance, context, payload), a2.Get(instance, context, payload));
        return new(nothing);
    }

    public override Call<TOut> With(Delegate? other) => new VoidCall2<T1, T2, TOut>(other, a1, a2, nothing);
}

internal sealed class VoidCall3<T1, T2, T3, TOut>(Delegate? code, Argument<T1> a1, Argument<T2> a2, Argument<T3> a3, TOut nothing) : Call<TOut>
{
    private readonly Action<T1, T2, T3> _code = (Action<T1, T2, T3>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        _code(a1.Get(instance, context, payload), a2.Get(instance, context, payload), a3.Get(instance, context, payload));
        return new(nothing);
    }

    public override Call<TOut> With(Delegate? other) => new VoidCall3<T1, T2, T3, TOut>(other, a1, a2, a3, nothing);
}

internal sealed class VoidCall4<T1, T2, T3, T4, TOut>(Delegate? code, Argument<T1> a1, Argument<T2> a2, Argument<T3> a3, Argument<T4> a4, TOut nothing) : Call<TOut>
{
    private readonly Action<T1, T2, T3, T4> _code = (Action<T1, T2, T3, T4>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        _code(a1.Get(instance, context, payload), a2.Get(instance, context, payload), a3.Get(instance, context, payload), a4.Get(instance, context, payload));
        return new(nothing);
    }

    public override Call<TOut> With(Delegate? other) => new VoidCall4<T1, T2, T3, T4, TOut>(other, a1, a2, a3, a4, nothing);
}

internal sealed class VoidCall5<T1, T2, T3, T4, T5, TOut>(Delegate? code, Argument<T1> a1, Argument<T2> a2, Argument<T3> a3, Argument<T4> a4, Argument<T5> a5, TOut nothing) : Call<TOut>
{
    private readonly Action<T1, T2, T3, T4, T5> _code = (Action<T1, T2, T3, T4, T5>)code!;

    public override ValueTask<TOut> Run(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        _code(a1.Get(instance, context, payload), a2.Get(instance, context, payload), a3.Get(instance, context, payload), a4.Get(instance, context, payload), a5.Get(instance, context, payload));
        return new(nothing);
    }

    public override Call<TOut> With(Delegate? other) => new VoidCall5<T1, T2, T3, T4, T5, TOut>(other, a1, a2, a3, a4, a5, nothing);
}
