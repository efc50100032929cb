namespace LambdaSim.Runtime;

/// <summary>What stands for the code of a version that an update or a deletion ended, once nothing of it runs.</summary>
internal sealed class GoneCode : HandlerCode
{
    public static readonly GoneCode Instance = new();

    public override string Description => "code that is gone";

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        throw new InvalidOperationException($"{context.FunctionName} was called after its version had ended");
}
