using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours;

namespace LambdaSim.Wire.Sqs;

/// <summary>The newer protocol: JSON 1.0, with the older one's error codes in a header (rule SQS-JSON).</summary>
internal static class SqsJsonCodec
{
    public const string TargetPrefix = "AmazonSQS.";

    private const string ContentType = "application/x-amz-json-1.0";
    private const int MaxDepth = 64;

    // A batch of ten messages with ten attributes each has some thousand.
    private const int MaxValues = 100_000;

    public static JsonObject Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return [];
        }

        if (JsonText.ProblemOf(body.Span, MaxDepth, MaxValues) is { } problem)
        {
            throw QueueServiceException.Malformed("SerializationException", $"The request {problem}.");
        }

        try
        {
            return JsonNode.Parse(body.Span, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw QueueServiceException.Malformed("SerializationException", "The request is not a JSON object.");
        }
        catch (JsonException)
        {
            throw QueueServiceException.Malformed("SerializationException", "The request has a member twice.");
        }
    }

    public static WireResponse Answer(JsonObject? result) => Answer(200, result);

    public static WireResponse Answer(QueueServiceException error)
    {
        var answer = Answer(error.StatusCode, new JsonObject { ["__type"] = error.PlainType ?? $"com.amazonaws.sqs#{error.ErrorCode}", ["message"] = error.Message });
        answer.Headers["x-amzn-query-error"] = $"{error.QueryCode};Sender";
        return answer;
    }

    private static WireResponse Answer(int status, JsonObject? body) =>
        new(status) { ContentType = ContentType, Body = body is null ? default(ReadOnlyMemory<byte>) : JsonAnswer.Bytes(body) };
}
