using System.Text.Json.Nodes;
using LambdaSim.Functions;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Lambda;

/// <summary>Lambda's REST protocol: operations of the control plane, and the three ways to run a function.</summary>
internal sealed class LambdaWire(IWireLoop loop)
{
    private static readonly RestJsonCodec _codec = new(new WireService("AWSGirApiService", "2015-03-31"));

    private readonly LambdaInvocations _invocations = new(loop);

    public Task<WireResponse> Answer(Route route, WireRequest request, ServiceAddress address) =>
        route.Operation is { } operation ? Call(operation, route, request, address) : _invocations.Answer(route, request, address);

    /// <summary>What of a request stands outside its body.</summary>
    /// <exception cref="SerializationException">It cannot be read.</exception>
    public static JsonObject Head(Route route, WireRequest request)
    {
        try
        {
            return RestCodec.ReadHead(route.Wire, WireParts.Of(request), new WireWalk { IsLenient = true });
        }
        catch (WireFormatException e)
        {
            throw new SerializationException(e.Message);
        }
    }

    /// <summary>An answer but for its body.</summary>
    public static WireResponse Answer(Route route, JsonObject output, string requestId, ReadOnlyMemory<byte> body = default, string? type = null, IReadOnlyList<ReadOnlyMemory<byte>>? chunks = null) =>
        WireParts.Answer(_codec.WriteHead(route.Wire, output, requestId, new WireWalk())) with { ContentType = type, Body = body, Chunks = chunks };

    private async Task<WireResponse> Call(Operation operation, Route route, WireRequest request, ServiceAddress address)
    {
        using var input = OperationInput.Read(route.Wire, Head(route, request), request.Body);
        var output = await loop.Ask(w => w.LambdaAt(address.Account, address.Region).Call(operation, input.RootElement)).ConfigureAwait(false);
        return output is null ? Answer(route, [], request.Id) : Answer(route, [], request.Id, JsonAnswer.Bytes(output), JsonAnswer.ContentType);
    }
}
