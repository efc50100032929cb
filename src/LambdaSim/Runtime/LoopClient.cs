namespace LambdaSim.Runtime;

/// <summary>Calls from inside the simulation.</summary>
internal sealed class LoopClient(LoopHost host) : LambdaClient
{
    public override Task<InvokeResult> InvokeRawAsync(string function, ReadOnlyMemory<byte> payload, InvokeOptions? options = null)
    {
        var target = host.Resolve(function, options?.Qualifier);
        return host.Invoke(target, payload, options);
    }

    public override Task<SendResult> SendRawAsync(string function, ReadOnlyMemory<byte> payload, InvokeOptions? options = null)
    {
        var target = host.Resolve(function, options?.Qualifier);
        return host.SendEvent(target, payload, options);
    }
}
