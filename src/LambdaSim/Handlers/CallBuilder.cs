using System.Diagnostics.CodeAnalysis;

namespace LambdaSim.Handlers;

/// <summary>Closes the generic calls over a signature. After this nothing reflects.</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal static class CallBuilder
{
    private static readonly Type[] _calls = [typeof(Call0<,>), typeof(Call1<,,>), typeof(Call2<,,,>), typeof(Call3<,,,,>), typeof(Call4<,,,,,>), typeof(Call5<,,,,,,>)];
    private static readonly Type[] _voidCalls = [typeof(VoidCall0<>), typeof(VoidCall1<,>), typeof(VoidCall2<,,>), typeof(VoidCall3<,,,>), typeof(VoidCall4<,,,,>), typeof(VoidCall5<,,,,,>)];
    private static readonly Type[] _funcs = [typeof(Func<>), typeof(Func<,>), typeof(Func<,,>), typeof(Func<,,,>), typeof(Func<,,,,>), typeof(Func<,,,,,>)];
    private static readonly Type[] _actions = [typeof(Action), typeof(Action<>), typeof(Action<,>), typeof(Action<,,>), typeof(Action<,,,>), typeof(Action<,,,,>)];

    /// <summary>The call that answers with response bytes.</summary>
    /// <param name="signature">What to bind.</param>
    /// <param name="code">Gives the code as the Func or Action asked for.</param>
    public static Call<ReadOnlyMemory<byte>> Handler(Signature signature, Func<Type, Delegate> code) =>
        Build(signature, code, Responses.Null, signature.Format.Answer);

    /// <summary>The call that answers with the state of the process.</summary>
    public static Call<object?> Init(Signature signature, Func<Type, Delegate> code) =>
        Build<object?>(signature, code, null, t => Generic.New(typeof(StateAnswer<>), [t]));

    /// <summary>Gives a delegate the type asked for.</summary>
    public static Delegate Convert(Delegate code, Type type) =>
        code.GetType() == type ? code : Delegate.CreateDelegate(type, code, code.GetType().GetMethod("Invoke")!);

    private static Call<TOut> Build<TOut>(Signature signature, Func<Type, Delegate> code, TOut nothing, Func<Type, object> answer)
    {
        signature.CheckReturn();
        var (types, arguments) = signature.Bind();
        var returned = signature.Method.ReturnType;
        if (returned == typeof(void))
        {
            var action = types.Length == 0 ? typeof(Action) : _actions[types.Length].MakeGenericType(types);
            return (Call<TOut>)Generic.New(_voidCalls[types.Length], [.. types, typeof(TOut)], [code(action), .. arguments, nothing]);
        }

        var func = _funcs[types.Length].MakeGenericType([.. types, returned]);
        var result = Result(signature, returned, nothing, answer);
        return (Call<TOut>)Generic.New(_calls[types.Length], [.. types, returned, typeof(TOut)], [code(func), .. arguments, result]);
    }

    private static object Result<TOut>(Signature signature, Type returned, TOut nothing, Func<Type, object> answer)
    {
        if (returned == typeof(Task))
        {
            return new TaskResult<TOut>(nothing);
        }

        if (returned == typeof(ValueTask))
        {
            return new ValueTaskResult<TOut>(nothing);
        }

        var value = Signature.Generics(returned);
        var kind = value is null ? typeof(SyncResult<,>)
            : returned.GetGenericTypeDefinition() == typeof(Task<>) ? typeof(TaskResult<,>)
            : typeof(ValueTaskResult<,>);
        value ??= returned;
        try
        {
            return Generic.New(kind, [value, typeof(TOut)], answer(value));
        }
        catch (FormatRefusal e)
        {
            throw signature.Refuse($"it returns {Names.Of(value)}: {e.Message}");
        }
    }
}
