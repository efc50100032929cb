using System.Buffers;
using LambdaSim.Configuration;
using LambdaSim.Wire;
using LambdaSim.Wire.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Reads bodies into memory, never more than allowed and never for longer than allowed (rule HTTP-BODY).</summary>
internal static class RequestBody
{
    private const int Piece = 16_384;

    private static readonly TimeSpan _whileStopping = TimeSpan.FromSeconds(1);

    /// <param name="context">Of the request.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="patience">Longest time.</param>
    /// <exception cref="ApiFaultException">Too large, or too slow.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpContext context, BodyLimit limit, TimeSpan patience)
    {
        var request = context.Request;
        // The limit is ours, with AWS's answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (request.ContentLength is 0)
        {
            return default;
        }

        if (request.ContentLength > limit.Largest)
        {
            throw limit.TooLarge();
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        ends.CancelAfter(patience);
        // A server that stops does not wait for who sends slowly.
        var stopping = context.RequestServices?.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var stops = stopping.Register(() => ends.CancelAfter(_whileStopping));
        // What its length is said to be, and a byte to see the end: bodies are kept while their calls run.
        var body = new ArrayBufferWriter<byte>(request.ContentLength is { } length and < Piece ? (int)length + 1 : Piece);
        try
        {
            while (await request.Body.ReadAsync(body.GetMemory(1), ends.Token) is > 0 and var read)
            {
                body.Advance(read);
                if (body.WrittenCount > limit.Largest)
                {
                    throw limit.TooLarge();
                }
            }
        }
        catch (IOException e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            // Chunks whose lengths no number can hold.
            throw new ApiFaultException(new ApiFault(StatusCodes.Status400BadRequest, "BadRequestException", e.Message) { Type = null });
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            if (stopping.IsCancellationRequested)
            {
                throw new ApiFaultException(new ApiFault(503, "ServiceException", "LambdaSim is ending, and the request's body has not arrived.") { Type = "Service" });
            }

            throw new ApiFaultException(new ApiFault(408, "RequestTimeoutException", Text.Invariant(
                $"The request's body did not arrive within {patience.TotalSeconds:0.###} seconds (LambdaSimEndpointOptions.BodyTimeout); {body.WrittenCount} bytes did")));
        }

        return body.WrittenMemory;
    }
}
