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

    public static Task Answer(HttpContext context, JsonObject? result) => Write(context, 200, result);

    public static Task Answer(HttpContext context, QueueServiceException error)
    {
        context.Response.Headers["x-amzn-query-error"] = $"{error.QueryCode};Sender";
        var body = new JsonObject { ["__type"] = error.PlainType ?? $"com.amazonaws.sqs#{error.Code}", ["message"] = error.Message };
        return Write(context, error.StatusCode, body);
    }

    private static Task Write(HttpContext context, int status, JsonObject? body)
    {
        context.Response.StatusCode = status;
        return Http.Answer.WriteBody(context, body is null ? default(ReadOnlyMemory<byte>) : Http.Answer.Bytes(body), ContentType);
    }

    private static QueueServiceException Malformed() => QueueServiceException.Malformed("SerializationException", "The request is not a JSON object.");
}
