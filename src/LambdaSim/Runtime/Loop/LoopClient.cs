using System.Text.Json;
using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Runtime;

/// <summary>Calls from inside the simulation.</summary>
internal sealed class LoopClient(LoopHost host) : LambdaClient
{
    private const string Latest = ":" + FunctionDefinition.Latest;

    public override Task<InvokeResult> InvokeRawAsync(string function, ReadOnlyMemory<byte> payload, InvokeOptions? options = null)
    {
        var (version, target) = host.Resolve(function, options?.Qualifier);
        return host.Invoke(version, payload, Addressed(function, options, target));
    }

    public override Task<SendResult> SendRawAsync(string function, ReadOnlyMemory<byte> payload, InvokeOptions? options = null)
    {
        var (version, target) = host.Resolve(function, options?.Qualifier);
        return host.Send(version, payload, Addressed(function, options, target)).Accepted;
    }

    // By name alone: to resolve an alias would be a call of it.
    private protected override JsonSerializerOptions? JsonOf(string function) =>
        (host.Find(function) ?? host.Find((Arn.TryParse(function, out var arn) ? arn.FunctionName : function[..(function.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? colon : function.Length)]) ?? ""))?.Json;

    // The handler sees how it was addressed: name:$LATEST is not the plain name.
    private static InvokeOptions? Addressed(string function, InvokeOptions? options, CallTarget? target) =>
        target is not null ? (options ?? new InvokeOptions()) with { Target = target }
            : options?.Qualifier is null && function.EndsWith(Latest, StringComparison.Ordinal)
            ? (options ?? new InvokeOptions()) with { Qualifier = FunctionDefinition.Latest }
            : options;
}
