using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaSim.Wire.Codecs;

/// <summary>JSON 1.0 and 1.1: the operation in a header, the input in the body.</summary>
/// <param name="service">Whose shapes.</param>
/// <param name="version">1.0 or 1.1.</param>
internal sealed class AwsJsonCodec(WireService service, string version = "1.0") : IWireCodec
{
    public const string Target = "X-Amz-Target";

    /// <summary>Carries an error's older name, for clients that know it so.</summary>
    public const string QueryError = "x-amzn-query-error";

    private readonly string _contentType = $"application/x-amz-json-{version}";

    public JsonObject ReadRequest(WireOperation operation, RequestParts request, WireWalk? walk = null) => Read(operation.Input, request.Body, walk ?? new());

    public RequestParts WriteRequest(WireOperation operation, JsonObject input) => new("POST", "/")
    {
        Headers = [(Target, $"{service.Name}.{operation.Name}"), (HttpHeaders.ContentType, _contentType)],
        Body = new JsonBody(new(), isRest: false).Write(operation.Input, input),
    };

    public JsonObject ReadResponse(WireOperation operation, ResponseParts response, WireWalk? walk = null) =>
        operation.Output is { } output ? Read(output, response.Body, walk ?? new()) : [];

    public ResponseParts WriteResponse(WireOperation operation, JsonObject output, string requestId) => new(operation.Status)
    {
        Headers = [(HttpHeaders.ContentType, _contentType), (WireHeader.RequestId, requestId)],
        Body = operation.Output is { } shape ? new JsonBody(new(), isRest: false).Write(shape, output) : default,
    };

    public ResponseParts WriteError(WireFault fault, string requestId)
    {
        List<(string Name, string Value)> headers = [(HttpHeaders.ContentType, _contentType), (WireHeader.RequestId, requestId)];
        if (fault.Error.QueryCode is { } code)
        {
            headers.Add((QueryError, $"{code};{(fault.Error.IsSender ? "Sender" : "Receiver")}"));
        }

        return new ResponseParts(fault.Error.Status) { Headers = headers, Body = JsonError.Write(service, fault, isRest: false) };
    }

    private static JsonObject Read(WireShape shape, ReadOnlyMemory<byte> body, WireWalk walk) =>
        body.IsEmpty ? [] : new JsonBody(walk, isRest: false).Read(shape, body.Span) as JsonObject ?? throw walk.Fail("must be a structure");
}

/// <summary>Headers of answers.</summary>
internal static class WireHeader
{
    public const string RequestId = "x-amzn-RequestId";
}

/// <summary>The body of an error in JSON.</summary>
internal static class JsonError
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it; REST JSON has the type in a header.</summary>
    public static byte[] Write(WireService service, WireFault fault, bool isRest)
    {
        var walk = new WireWalk();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _plain))
        {
            writer.WriteStartObject();
            if (!isRest)
            {
                writer.WriteString("__type", Type(service, fault));
            }

            writer.WriteString(service.MessageMember, Scalars.Whole(fault.Message, walk));
            new JsonBody(walk, isRest).WriteMembers(writer, fault.Error.Shape ?? NoMembers, fault.Members);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static WireShape NoMembers { get; } = WireShape.Structure("");

    public static string Type(WireService service, WireFault fault) =>
        fault.Type ?? (service.ShapeNamespace.Length == 0 ? fault.Error.Name : $"{service.ShapeNamespace}#{fault.Error.Name}");
}
