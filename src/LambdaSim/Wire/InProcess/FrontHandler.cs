using System.Net;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Runtime;

namespace LambdaSim.Wire.InProcess;

/// <summary>The way of an HTTP client to a front end: out and back on virtual time, no socket.</summary>
/// <param name="host">The clock.</param>
/// <param name="front">Takes the requests.</param>
/// <param name="by">Who sends what is sent now.</param>
internal sealed class FrontHandler(LoopHost host, IHttpFront front, Func<Sender> by) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{request.RequestUri} is asked for by a call that blocks, and virtual time cannot pass meanwhile: use SendAsync, or GetAsync and its like, and await them");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sender = by();
        var uri = request.RequestUri!;
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var asked = new FrontRequest
        {
            Method = request.Method.Method,
            RawPath = uri.AbsolutePath,
            RawQuery = uri.Query.TrimStart('?'),
            Host = uri.Authority,
            Headers = [.. request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default).SelectMany(static h => h.Value.Select(v => KeyValuePair.Create(h.Key, v)))],
            Body = body,
            By = sender,
        };
        var answer = await host.Ask<FrontAnswer>($"{asked.Method} {uri}", answered =>
        {
            front.Take(asked, answered);
            return null;
        }, cancellationToken).ConfigureAwait(false);
        return Message(request, answer);
    }

    private static HttpResponseMessage Message(HttpRequestMessage request, FrontAnswer answer)
    {
        var message = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = new ByteArrayContent(answer.Body.ToArray()) };
        foreach (var (name, value) in answer.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
