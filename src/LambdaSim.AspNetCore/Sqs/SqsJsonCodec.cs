using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Sqs;

/// <summary>The newer protocol: JSON 1.0, with the older one's error codes in a header (rule SQS-JSON).</summary>
internal static class SqsJsonCodec
{
    public const string TargetPrefix = "AmazonSQS.";

    private const string ContentType = "application/x-amz-json-1.0";

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Read(byte[] body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    public static Task Answer(HttpContext context, JsonObject? result, string requestId) => Write(context, 200, result, requestId);

    public static Task Answer(HttpContext context, QueueServiceException error, string requestId)
    {
        context.Response.Headers["x-amzn-query-error"] = $"{error.QueryCode};Sender";
        var body = new JsonObject { ["__type"] = error.PlainType ?? $"com.amazonaws.sqs#{error.Code}", ["message"] = error.Message };
        return Write(context, error.StatusCode, body, requestId);
    }

    private static Task Write(HttpContext context, int status, JsonObject? body, string requestId)
    {
        using var buffer = new MemoryStream();
        if (body is not null)
        {
            using var json = new Utf8JsonWriter(buffer, _options);
            body.WriteTo(json);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = buffer.Length;
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        return context.Response.Body.WriteAsync(buffer.ToArray(), context.RequestAborted).AsTask();
    }

    private static QueueServiceException Malformed() => QueueServiceException.Malformed("SerializationException", "The request is not a JSON object.");
}
