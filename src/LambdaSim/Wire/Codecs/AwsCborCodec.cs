using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>The older CBOR of AWS's Java clients, which is JSON 1.1 in another encoding: the operation in a header, times in milliseconds.</summary>
internal sealed class AwsCborCodec(WireService service) : IWireCodec
{
    public const string CborType = "application/x-amz-cbor-1.1";

    public JsonObject ReadRequest(WireOperation operation, RequestParts request, WireWalk? walk = null) => Read(operation.Input, request.Body, walk ?? new());

    public RequestParts WriteRequest(WireOperation operation, JsonObject input) => new("POST", "/")
    {
        Headers = [(AwsJsonCodec.Target, $"{service.Name}.{operation.Name}"), (HttpHeaders.ContentType, CborType)],
        Body = new CborBody(new(), CborTime.Milliseconds).Write(operation.Input, input),
    };

    public JsonObject ReadResponse(WireOperation operation, ResponseParts response, WireWalk? walk = null) =>
        operation.Output is { } output ? Read(output, response.Body, walk ?? new()) : [];

    public ResponseParts WriteResponse(WireOperation operation, JsonObject output, string requestId) =>
        Answer(operation.Status, requestId, operation.Output is { } shape ? new CborBody(new(), CborTime.Milliseconds).Write(shape, output) : default);

    public ResponseParts WriteError(WireFault fault, string requestId)
    {
        var (walk, writer) = (new WireWalk(), new CborWriter());
        writer.Head(CborKind.Map, CborBody.Count(fault.Members) + 2);
        writer.Text("__type");
        writer.Text(JsonError.Type(service, fault));
        writer.Text(service.MessageMember);
        writer.Text(Scalars.Whole(fault.Message, walk));
        new CborBody(walk, CborTime.Milliseconds).WriteMembers(writer, fault.Error.Shape ?? JsonError.NoMembers, fault.Members);
        return Answer(fault.Error.Status, requestId, writer.ToArray());
    }

    private static JsonObject Read(WireShape shape, ReadOnlyMemory<byte> body, WireWalk walk) => body.IsEmpty ? [] : new CborBody(walk, CborTime.Milliseconds).Read(shape, body.Span);

    private static ResponseParts Answer(int status, string requestId, ReadOnlyMemory<byte> body) =>
        new(status) { Headers = [(HttpHeaders.ContentType, CborType), (WireHeader.RequestId, requestId)], Body = body };
}
