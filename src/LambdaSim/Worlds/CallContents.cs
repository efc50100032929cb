using LambdaSim.Async;
using LambdaSim.Engine;
using LambdaSim.Resources;
using LambdaSim.Runtime;

namespace LambdaSim.Worlds;

/// <summary>What async invocations carry in a simulation: the calls that the loop keeps have it.</summary>
/// <param name="host">Keeps the calls.</param>
/// <param name="route">The version that the alias of an ARN chooses now; negative: it is no more.</param>
internal sealed class CallContents(LoopHost host, Func<string, int> route) : IAsyncContents
{
    public string? QualifierOf(int invocation) => QualifierOf(host.CallOf(invocation));

    public TraceHeader? TraceOf(int invocation) => host.CallOf(invocation)?.Trace;

    public bool IsRouted(int invocation) => host.CallOf(invocation)?.Options?.Target?.IsAlias == true;

    public int Route(int invocation) => route(host.CallOf(invocation)!.Options!.Target!.Arn);

    public void Moved(int invocation, int version) => host.Moved(invocation, version);

    public void Ended(in InvocationEnd end) => host.AttemptEnded(end);

    public AsyncContent Of(int invocation) => host.CallOf(invocation) is { } call ? new(call.Payload, QualifierOf(call), call.Chain, Answered(call.Result)) : default;

    public void Forget(int invocation) => host.Forget(invocation);

    private static string? QualifierOf(Call? call) => call?.Options?.Target?.Qualifier;

    private static AttemptResult? Answered(InvokeResult? result) => result is null ? null : new(result.Payload, result.Error?.Type, result.Error?.Message ?? "");
}
