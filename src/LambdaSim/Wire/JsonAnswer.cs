using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaSim.Wire;

/// <summary>Answers in JSON, as AWS writes them.</summary>
internal static class JsonAnswer
{
    public const string ContentType = "application/json";
    public const string RequestId = "x-amzn-RequestId";
    public const string ErrorType = "x-amzn-ErrorType";

    // AWS writes letters of any language and quotes as they are.
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WireResponse Of(int status, JsonNode? body) =>
        body is null ? new WireResponse(status) : new WireResponse(status) { ContentType = ContentType, Body = Bytes(body) };

    public static WireResponse Of(ApiFault fault)
    {
        var answer = Of(fault.Status, fault.Body());
        answer.Headers[ErrorType] = fault.Code;
        return answer;
    }

    public static byte[] Bytes(JsonNode body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _plain))
        {
            body.WriteTo(writer);
        }

        return stream.ToArray();
    }
}
