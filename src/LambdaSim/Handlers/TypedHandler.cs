using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers;

/// <summary>A handler whose types are known when it is compiled: nothing reflects, fit for trimming and native AOT.</summary>
internal sealed class TypedHandler<TIn, TOut>(
    Func<TIn, LambdaContext, ValueTask<TOut>> handler,
    JsonTypeInfo<TIn> input,
    JsonTypeInfo<TOut> output,
    Func<LambdaContext, ValueTask>? init = null) : HandlerCode
{
    private readonly JsonEvent<TIn> _event = new(input);
    private readonly ValueTaskResult<TOut, ReadOnlyMemory<byte>> _result = new(new JsonAnswer<TOut>(output));

    public override JsonSerializerOptions? JsonOptions => input.Options;

    public override bool HasInit => init is not null;

    public override string Description => Names.Of(handler.Method);

    public override ValueTask<object?> Init(LambdaContext context) => init is null ? default : Run(init, context);

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        _result.Take(handler(_event.Get(instance, context, payload), context));

    private static async ValueTask<object?> Run(Func<LambdaContext, ValueTask> init, LambdaContext context)
    {
        await init(context).ConfigureAwait(false);
        return null;
    }
}
