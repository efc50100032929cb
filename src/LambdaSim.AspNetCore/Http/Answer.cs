using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Writes answers as AWS does.</summary>
internal static class Answer
{
    public const string RequestId = "x-amzn-RequestId";
    public const string ErrorType = "x-amzn-ErrorType";

    // AWS writes letters of any language and quotes as they are.
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task Write(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        return body is null ? Task.CompletedTask : WriteBody(context, Bytes(body));
    }

    public static Task Write(HttpContext context, ApiFault fault)
    {
        context.Response.Headers[ErrorType] = fault.Code;
        return Write(context, fault.Status, fault.Body());
    }

    public static async Task WriteBody(HttpContext context, ReadOnlyMemory<byte> body, string type = "application/json")
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
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

    /// <summary>What an exception of a request's work becomes; null: a defect.</summary>
    public static ApiFault? Fault(Exception exception) => exception switch
    {
        ApiFaultException e => e.Fault,
        ObjectDisposedException { ObjectName: nameof(SimulationLoop) } e => new ApiFault(503, "ServiceException", $"LambdaSim is ending: {e.Message.Split('\n')[0].TrimEnd()}.") { Type = "Service" },
        LambdaServiceException e => ApiFault.Of(e),
        SimulationConfigException e => new ApiFault(400, nameof(SimulationConfigException), e.Message),
        SimulationException e => new ApiFault(500, e.GetType().Name, e.Message) { Type = "Service" },
        BadHttpRequestException e => new ApiFault(e.StatusCode, e.StatusCode == 413 ? "RequestEntityTooLargeException" : "BadRequestException", e.Message) { Type = null },
        _ => null,
    };

    /// <summary>An exception that nobody expected (rule HTTP-DEFECT).</summary>
    public static ApiFault Defect(Exception exception, HttpRequest request, ulong seed)
    {
        var place = exception.StackTrace?.Split('\n')[0].Split(" in ")[0].Trim();
        return new ApiFault(500, "ServiceException", Text.Invariant(
            $"This is a defect of LambdaSim, not of the request; the simulation goes on. Please report it with this text and the request: {exception.GetType().Name}: {exception.Message} ({place}), {request.Method} {request.Path}, seed {seed}"))
        {
            MessageMember = "Message",
            Type = "Service",
        };
    }
}
