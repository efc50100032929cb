using System.Net;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Web;
using LambdaSim.Resources;
using LambdaSim.Runtime;
using LambdaSim.Wire.Routing;

namespace LambdaSim.Wire.InProcess;

/// <summary>Answers an HTTP client's requests to AWS inside the simulation: no socket, no other thread, virtual time.</summary>
/// <param name="host">The clock, and what goes wrong on purpose.</param>
/// <param name="router">Finds whose a request is.</param>
/// <param name="ids">Numbers requests.</param>
/// <param name="by">Who sends what is sent now.</param>
/// <param name="web">Hosts outside AWS.</param>
/// <param name="isDomain">Whether a host is a domain name that leads to an API.</param>
internal sealed class InProcessHandler(LoopHost host, WireRouter router, RequestIds ids, Func<Sender> by, WebHosts web, Func<string, bool> isDomain) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{request.RequestUri} is asked for by a call that blocks, and virtual time cannot pass meanwhile: use SendAsync, or the client's async methods, and await them");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { IsAbsoluteUri: true } address && web.Find(address) is { } outside)
        {
            return await web.Answer(outside, request, cancellationToken).ConfigureAwait(false);
        }

        var head = Head(request);
        WireResponse answer;
        try
        {
            var place = await router.FindInWorld(head).ConfigureAwait(false);
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            answer = body.Length > place.Body.Largest ? throw place.Body.TooLarge()
                : await Answer(place, head with { Body = body }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ApiFaultException or AwsServiceException or SimulationConfigException)
        {
            answer = FaultAnswer.Of(head, ApiFault.Of(e)!);
        }

        return Message(request, answer, head.Id);
    }

    private async Task<WireResponse> Answer(WireRoute place, WireRequest request, CancellationToken cancellation)
    {
        if (!host.Faults.StrikesRequests || host.Meet(place.Service, OperationName.Of(request), null) is not { } met)
        {
            return await place.Answer(request, cancellation).ConfigureAwait(false);
        }

        if (met.EndsBefore())
        {
            await Never().ConfigureAwait(false);
        }

        if (met.Refusal() is { } refusal)
        {
            await host.Ask<bool>("a request of an AWS client", static answer =>
            {
                answer(true);
                return null;
            }, cancellation).ConfigureAwait(false);
            throw new ApiFaultException(new ApiFault(refusal.Status, refusal.Code, refusal.Message));
        }

        var sandbox = Sandbox.Current;
        var answering = place.Answer(request, cancellation);
        met.EndDuring();
        var answer = await answering.ConfigureAwait(false);
        if (met.Slowness() is > 0 and var slowness)
        {
            await host.Delay(slowness, sandbox, cancellation).ConfigureAwait(false);
        }

        if (met.EndsAfter())
        {
            await Never().ConfigureAwait(false);
        }

        return answer;
    }

    // Code of a process that has ended goes no further.
    private static Task Never() => new TaskCompletionSource().Task;

    private WireRequest Head(HttpRequestMessage request)
    {
        var uri = request.RequestUri is { IsAbsoluteUri: true } absolute ? absolute : throw new InvalidOperationException("the request has no absolute address");
        if (!AwsHost.IsAws(uri.Host) && !isDomain(uri.Host))
        {
            throw new InvalidOperationException(
                $"the request is for '{uri.Authority}', which is no endpoint of AWS, and nothing stands in for it: say what it answers with simulation.Http.On(\"{uri.Authority}\", ...), or send it through an HttpClient with a handler of its own, inside context.External");
        }

        var headers = new WireHeaders();
        foreach (var (name, value) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default).SelectMany(static h => h.Value.Select(v => (h.Key, v))))
        {
            headers.Add(name, value);
        }

        // AWS's SDKs send the trace of the invocation that they run in by themselves, from an environment variable of the process (rule REC-LINEAGE).
        var sender = by();
        if (sender.Trace is { } trace && headers[Resources.TraceHeader.HttpName] is null)
        {
            headers.Add(Resources.TraceHeader.HttpName, trace);
        }

        return new WireRequest(request.Method.Method, RequestTarget.Of(uri.PathAndQuery), ids.Next()) { Scheme = uri.Scheme, Host = uri.Authority, Headers = headers, By = sender };
    }

    private static HttpResponseMessage Message(HttpRequestMessage request, WireResponse answer, string id)
    {
        HttpContent content = answer.Pieces is { } pieces ? new StreamContent(new PieceStream(pieces))
            : new ByteArrayContent(answer.Chunks is { } chunks ? [.. chunks.SelectMany(static c => c.ToArray())] : answer.Body.ToArray());
        var message = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = content };
        message.Headers.TryAddWithoutValidation(JsonAnswer.RequestId, answer.Headers[JsonAnswer.RequestId] ?? id);
        foreach (var (name, value) in answer.Headers.All.Where(static h => h.Name != JsonAnswer.RequestId))
        {
            // .NET keeps what is said of a body apart.
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (answer.ContentType is { } type)
        {
            message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return message;
    }
}
