using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Sqs;

/// <summary>The newer protocol: JSON 1.0, with the older one's error codes in a header (rule SQS-JSON).</summary>
internal static class SqsJsonCodec
{
    public const string TargetPrefix = "AmazonSQS.";

    private const string ContentType = "application/x-amz-json-1.0";
    private const int MaxDepth = 64;

    // A batch of ten messages with ten attributes each has some thousand.
    private const int MaxValues = 100_000;

    public static JsonObject Read(byte[] body)
    {
        if (body.Length == 0)
        {
            return [];
        }

        if (JsonText.ProblemOf(body, MaxDepth, MaxValues) is { } problem)
        {
            throw QueueServiceException.Malformed("SerializationException", $"The request {problem}.");
        }

        try
        {
            return JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw QueueServiceException.Malformed("SerializationException", "The request is not a JSON object.");
        }
        catch (JsonException)
        {
            throw QueueServiceException.Malformed("SerializationException", "The request has a member twice.");
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
}
