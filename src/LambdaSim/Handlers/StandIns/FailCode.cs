using LambdaSim.Functions;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers.StandIns;

/// <summary><c>fail</c>: each call raises, or already each init phase.</summary>
internal sealed class FailCode(StandIn standIn, string? runtime) : HandlerCode
{
    public override bool HasInit => standIn.Init;

    public override string Description => "stand-in fail";

    public override ValueTask<object?> Init(LambdaContext context) => throw StandInError.Raised(runtime, context, standIn.Params);

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) =>
        throw StandInError.Raised(runtime, context, standIn.Params);
}
