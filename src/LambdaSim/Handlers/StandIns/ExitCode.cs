using LambdaSim.Functions;
using LambdaSim.Runtime;

namespace LambdaSim.Handlers.StandIns;

/// <summary><c>exit</c>: each call ends the process, or already each init phase.</summary>
internal sealed class ExitCode(StandIn standIn) : HandlerCode
{
    private readonly int _code = standIn.Params.TryGetProperty("code", out var code) ? code.GetInt32() : 0;

    public override bool HasInit => standIn.Init;

    public override string Description => "stand-in exit";

    public override ValueTask<object?> Init(LambdaContext context)
    {
        context.Exit(_code);
        return default;
    }

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload)
    {
        context.Exit(_code);
        return default;
    }
}
