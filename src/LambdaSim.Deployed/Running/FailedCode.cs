using LambdaSim.Handlers.StandIns;
using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>Code that was deployed and cannot begin: each INIT fails.</summary>
/// <param name="type">Type of the error.</param>
/// <param name="message">Its message.</param>
internal sealed class FailedCode(string type, string message) : HandlerCode
{
    public override bool HasInit => true;

    public override string Description => message;

    public override ValueTask<object?> Init(LambdaContext context) => throw StandInError.Plain(type, message);

    public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => throw StandInError.Plain(type, message);
}
