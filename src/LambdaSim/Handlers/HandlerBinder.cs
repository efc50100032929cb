using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers;

/// <summary>Makes handlers of what users write. Refuses what cannot be one, before anything changes.</summary>
[RequiresUnreferencedCode(Reflects)]
[RequiresDynamicCode(Reflects)]
internal static class HandlerBinder
{
    public const string Reflects = "Binds parameters and JSON by reflection; the overload with JsonTypeInfo does not.";

    // Delegates of one type differ in their code only: what was bound once is bound again in no time.
    private static readonly ConditionalWeakTable<Type, Call<ReadOnlyMemory<byte>>> _bound = [];

    /// <summary>Binds a delegate.</summary>
    /// <param name="handler">Any sensible shape (docs/handlers.md).</param>
    /// <param name="json">Source-generated metadata of its event and result; null: reflection.</param>
    /// <param name="init">Runs in the init phase of each process; what it returns is there for a parameter of that type.</param>
    /// <exception cref="UnsupportedHandlerException">One of them has no supported shape.</exception>
    public static HandlerCode Bind(Delegate handler, JsonSerializerContext? json = null, Delegate? init = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var (initCall, state) = init is null ? (null, null) : Init(init);
        return new DelegateHandler(handler, Handler(handler, json, state), initCall, json?.Options);
    }

    private static Call<ReadOnlyMemory<byte>> Handler(Delegate handler, JsonSerializerContext? json, Type? state)
    {
        Check(handler);
        var type = handler.GetType();
        var template = json is null && state is null;
        if (template && _bound.TryGetValue(type, out var known))
        {
            return known.With(handler);
        }

        var format = json is null ? JsonFormat.Default : new JsonFormat(json);
        var signature = new Signature(Names.Of(handler.Method), type.GetMethod("Invoke")!, format) { Named = handler.Method, State = state };
        var exact = true;
        var call = CallBuilder.Handler(signature, wanted =>
        {
            exact = wanted == type;
            return CallBuilder.Convert(handler, wanted);
        });
        if (template && exact)
        {
            _bound.AddOrUpdate(type, call.With(null));
        }

        return call;
    }

    private static (Call<object?> Call, Type? State) Init(Delegate init)
    {
        Check(init);
        var invoke = init.GetType().GetMethod("Invoke")!;
        var signature = new Signature(Names.Of(init.Method), invoke, JsonFormat.Default) { Named = init.Method, IsInit = true };
        var call = CallBuilder.Init(signature, wanted => CallBuilder.Convert(init, wanted));
        var returned = invoke.ReturnType;
        var state = returned == typeof(void) || returned == typeof(Task) || returned == typeof(ValueTask) ? null : Signature.Generics(returned) ?? returned;
        return (call, state);
    }

    // What the delegate's type does not show.
    private static void Check(Delegate code)
    {
        if (!code.HasSingleTarget)
        {
            throw new UnsupportedHandlerException(Names.Of(code.Method), "it is several delegates combined, and only one can answer");
        }

        Signature.CheckAsyncVoid(code.Method, Names.Of);
    }
}
