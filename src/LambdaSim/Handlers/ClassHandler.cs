using System.Text.Json;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers;

/// <summary>A method of a class. Its object is made in the init phase of each process and serves while the process lives.</summary>
internal sealed class ClassHandler(
    string description,
    Call<ReadOnlyMemory<byte>> call,
    Func<LambdaContext, object>? create,
    SnapStartHooks? hooks,
    JsonSerializerOptions? json) : HandlerCode
{
    private readonly List<string> _unsimulated = [];

    public override JsonSerializerOptions? JsonOptions => json;

    /// <summary>A static method has no object.</summary>
    public override bool HasInit => create is not null;

    public override string Description => description;

    public override IReadOnlyList<string> Unsimulated => _unsimulated;

    public override ValueTask<object?> Init(LambdaContext context)
    {
        if (create is null)
        {
            return default;
        }

        var before = hooks?.Count() ?? 0;
        var instance = create(context);
        if (hooks?.Count() > before && _unsimulated.Count == 0)
        {
            _unsimulated.Add($"SnapStart hooks of {description}: registered in the init phase, never called");
        }

        return new(instance);
    }

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        call.Run(instance, context, payload);

    public override bool Disposes(object? instance) => instance is IDisposable or IAsyncDisposable;

    public override ValueTask Shutdown(object? instance) => Disposal.Of(instance);
}
