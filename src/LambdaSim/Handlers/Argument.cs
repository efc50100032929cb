namespace LambdaSim.Handlers;

/// <summary>Where one parameter of a handler comes from.</summary>
internal abstract class Argument<T>
{
    public abstract T Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload);
}

internal sealed class ContextArgument : Argument<LambdaContext>
{
    public override LambdaContext Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => context;
}

internal sealed class TokenArgument : Argument<CancellationToken>
{
    public override CancellationToken Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => context.CancellationToken;
}

/// <summary>What belongs to the process: the object whose method is the handler, or what the init delegate returned.</summary>
internal sealed class InstanceArgument<T> : Argument<T>
{
    public override T Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => (T)instance!;
}
