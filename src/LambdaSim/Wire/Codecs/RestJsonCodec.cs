using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>REST with JSON bodies, as Lambda has it.</summary>
internal sealed class RestJsonCodec(WireService service) : RestCodec("application/json")
{
    /// <summary>Names the kind of an error.</summary>
    public const string ErrorType = "X-Amzn-Errortype";

    public override ResponseParts WriteError(WireFault fault, string requestId) => new(fault.Error.Status)
    {
        Headers = [(ErrorType, fault.Type ?? fault.Error.Name), (HttpHeaders.ContentType, ContentType), RequestId(requestId)],
        Body = JsonError.Write(service, fault, isRest: true),
    };

    protected override (string Name, string Value) RequestId(string id) => (WireHeader.RequestId, id);

    protected override JsonNode? ReadDocument(WireShape shape, ReadOnlySpan<byte> body, string root, WireWalk walk) => new JsonBody(walk, isRest: true).Read(shape, body);

    protected override byte[] WriteDocument(WireShape shape, JsonNode? value, string root, WireWalk walk) => new JsonBody(walk, isRest: true).Write(shape, value);
}
