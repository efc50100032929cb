using System.Text.Json;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers;

/// <summary>A delegate, and an init delegate whose result is the state of the process.</summary>
internal sealed class DelegateHandler(Delegate handler, Call<ReadOnlyMemory<byte>> call, Call<object?>? init, JsonSerializerOptions? json) : HandlerCode
{
    public override JsonSerializerOptions? JsonOptions => json;

    public override bool HasInit => init is not null;

    public override string Description => Names.Of(handler.Method);

    public override ValueTask<object?> Init(LambdaContext context) => init is null ? default : init.Run(null, context, default);

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        call.Run(instance, context, payload);

    public override bool Disposes(object? instance) => instance is IDisposable or IAsyncDisposable;

    public override ValueTask Shutdown(object? instance) => Disposal.Of(instance);
}
