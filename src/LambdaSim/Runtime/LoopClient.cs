using LambdaSim.Events;

namespace LambdaSim.Runtime;

/// <summary>Calls from inside the simulation.</summary>
internal sealed class LoopClient(LoopHost host) : LambdaClient
{
    private const string Latest = ":" + FunctionDefinition.Latest;

    public override Task<InvokeResult> InvokeRawAsync(string function, ReadOnlyMemory<byte> payload, InvokeOptions? options = null)
    {
        var target = host.Resolve(function, options?.Qualifier);
        return host.Invoke(target, payload, Addressed(function, options));
    }

    public override Task<SendResult> SendRawAsync(string function, ReadOnlyMemory<byte> payload, InvokeOptions? options = null)
    {
        var target = host.Resolve(function, options?.Qualifier);
        return host.SendEvent(target, payload, Addressed(function, options));
    }

    // The handler sees how it was addressed: name:$LATEST is not the plain name.
    private static InvokeOptions? Addressed(string function, InvokeOptions? options) =>
        options?.Qualifier is null && function.EndsWith(Latest, StringComparison.Ordinal)
            ? (options ?? new InvokeOptions()) with { Qualifier = FunctionDefinition.Latest }
            : options;
}
