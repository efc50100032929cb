using LambdaSim.Runtime;

namespace LambdaSim.DependencyInjection;

/// <summary>A handler with services: a provider for each process, a scope for each invocation.</summary>
/// <param name="bound">The handler itself.</param>
/// <param name="type">Its class; null: a delegate.</param>
/// <param name="services">Makes the provider.</param>
internal sealed class ServiceHandler(HandlerCode bound, Type? type, EnvironmentServices services) : HandlerCode
{
    private readonly bool _isPerInvocation = type is not null && services.Constructs(type);

    public override System.Text.Json.JsonSerializerOptions? JsonOptions => bound.JsonOptions;

    public override bool HasInit => true;

    public override string Description => bound.Description;

    public override IReadOnlyList<string> Unsimulated => [.. bound.Unsimulated, .. services.Unsimulated];

    public override async ValueTask<object?> Init(LambdaContext context)
    {
        var process = services.Start();
        try
        {
            LambdaContextAccessor.Instance.Set(context, process.Provider);
            if (bound.HasInit && !_isPerInvocation)
            {
                process.Handler = await bound.Init(context).ConfigureAwait(false);
            }

            return process;
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        var process = (ProcessServices)instance!;
        LambdaContextAccessor.Instance.Set(context, process.BeginScope());
        using var scope = process.BeginLogScope(context);
        try
        {
            var handler = _isPerInvocation && bound.HasInit ? await bound.Init(context).ConfigureAwait(false) : process.Handler;
            return await bound.Invoke(handler, context, payload).ConfigureAwait(false);
        }
        finally
        {
            await process.EndScope().ConfigureAwait(false);
        }
    }

    // What was made by the provider, the handler among it, is disposed with it.
    public override bool HasShutdown(object? instance) => instance is ProcessServices;

    public override ValueTask Shutdown(object? instance) => instance is ProcessServices process ? process.DisposeAsync() : default;
}
