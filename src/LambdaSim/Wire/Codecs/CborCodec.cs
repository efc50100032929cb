using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>Smithy's RPC v2 with CBOR: the operation in the path, the input in the body.</summary>
internal sealed class CborCodec(WireService service) : IWireCodec
{
    public const string ProtocolHeader = "smithy-protocol";
    public const string Protocol = "rpc-v2-cbor";

    private const string CborType = "application/cbor";

    public JsonObject ReadRequest(WireOperation operation, RequestParts request, WireWalk? walk = null) => Read(operation.Input, request.Body, walk ?? new());

    public RequestParts WriteRequest(WireOperation operation, JsonObject input) => new("POST", $"/service/{service.Name}/operation/{operation.Name}")
    {
        Headers = [(ProtocolHeader, Protocol), (HttpHeaders.ContentType, CborType), ("Accept", CborType)],
        Body = new CborBody(new()).Write(operation.Input, input),
    };

    public JsonObject ReadResponse(WireOperation operation, ResponseParts response, WireWalk? walk = null) =>
        operation.Output is { } output ? Read(output, response.Body, walk ?? new()) : [];

    public ResponseParts WriteResponse(WireOperation operation, JsonObject output, string requestId) => operation.Output is { } shape
        ? Answer(operation.Status, requestId, new CborBody(new()).Write(shape, output))
        : new(operation.Status) { Headers = [(ProtocolHeader, Protocol), (WireHeader.RequestId, requestId)] };

    public ResponseParts WriteError(WireFault fault, string requestId)
    {
        var (walk, writer) = (new WireWalk(), new CborWriter());
        writer.Head(CborKind.Map, CborBody.Count(fault.Members) + 2);
        writer.Text("__type");
        writer.Text(JsonError.Type(service, fault));
        writer.Text(service.MessageMember);
        writer.Text(Scalars.Whole(fault.Message, walk));
        new CborBody(walk).WriteMembers(writer, fault.Error.Shape ?? JsonError.NoMembers, fault.Members);
        return Answer(fault.Error.Status, requestId, writer.ToArray());
    }

    private static JsonObject Read(WireShape shape, ReadOnlyMemory<byte> body, WireWalk walk) => body.IsEmpty ? [] : new CborBody(walk).Read(shape, body.Span);

    private static ResponseParts Answer(int status, string requestId, byte[] body) =>
        new(status) { Headers = [(ProtocolHeader, Protocol), (HttpHeaders.ContentType, CborType), (WireHeader.RequestId, requestId)], Body = body };
}
