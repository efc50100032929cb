using System.Text.Json.Nodes;
using LambdaSim.Wire;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Writes answers to the server.</summary>
internal static class Answer
{
    public static Task Write(HttpContext context, int status, JsonNode? body) => Write(context, JsonAnswer.Of(status, body));

    public static Task Write(HttpContext context, ApiFault fault) => Write(context, JsonAnswer.Of(fault));

    public static async Task Write(HttpContext context, WireResponse answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, _) in answer.Headers.All)
        {
            // Of a header that is repeated, such as Set-Cookie, each value goes out.
            response.Headers[name] = answer.Headers.Values(name).ToArray();
        }

        if (answer.ContentType is not { } type)
        {
            // What a load balancer's target answers may have a body whose type it does not say.
            if (!answer.Body.IsEmpty)
            {
                response.ContentLength = answer.Body.Length;
                await response.Body.WriteAsync(answer.Body, context.RequestAborted);
            }

            return;
        }

        if (answer.Pieces is { } pieces)
        {
            response.ContentType = type;
            await foreach (var piece in pieces)
            {
                await response.Body.WriteAsync(piece, context.RequestAborted);
                await response.Body.FlushAsync(context.RequestAborted);
            }

            return;
        }

        if (answer.Chunks is not { } chunks)
        {
            await WriteBody(context, answer.Body, type);
            return;
        }

        response.ContentType = type;
        foreach (var chunk in chunks)
        {
            await response.Body.WriteAsync(chunk, context.RequestAborted);
        }
    }

    public static async Task WriteBody(HttpContext context, ReadOnlyMemory<byte> body, string type = JsonAnswer.ContentType)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>What an exception of a request's work becomes; null: a defect.</summary>
    public static ApiFault? Fault(Exception exception) => exception switch
    {
        ObjectDisposedException { ObjectName: nameof(SimulationLoop) } e => new ApiFault(503, "ServiceException", $"LambdaSim is ending: {e.Message.Split('\n')[0].TrimEnd()}.") { Type = "Service" },
        BadHttpRequestException e => new ApiFault(e.StatusCode, e.StatusCode == 413 ? "RequestEntityTooLargeException" : "BadRequestException", e.Message) { Type = null },
        _ => ApiFault.Of(exception),
    };
}
