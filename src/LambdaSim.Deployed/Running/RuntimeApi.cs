using System.Globalization;
using System.Net;
using LambdaSim.Handlers.StandIns;
using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>
/// The Lambda Runtime API of one process, inside the simulation: its <c>next</c> waits on virtual time for a call. Requests to other hosts go on to the
/// network (rule DEP-PROGRAM).
/// </summary>
internal sealed class RuntimeApi : DelegatingHandler
{
    private readonly TaskCompletionSource _asked = new();
    private TaskCompletionSource<RuntimeCall>? _next;
    private RuntimeCall? _undelivered;
    private RuntimeCall? _call;

    /// <summary>Over with the first <c>next</c>, or with the error of an init phase that failed.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Hands a call to the process.</summary>
    public RuntimeCall Deliver(InvocationContext context, ReadOnlyMemory<byte> payload)
    {
        var call = new RuntimeCall(context, payload);
        if (_next is { } next)
        {
            _next = null;
            _call = call;
            next.SetResult(call);
        }
        else
        {
            // It gave its last request up; the next one takes the call.
            _undelivered = call;
        }

        return call;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{request.RequestUri} is asked for by a call that blocks, and virtual time cannot pass meanwhile: use SendAsync, or GetAsync and its like, and await them");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } address || address.Authority != LambdaVariables.RuntimeApi)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var path = address.AbsolutePath;
        var type = request.Headers.TryGetValues(RuntimeMessages.ErrorTypeHeader, out var values) ? string.Join(',', values) : "";
        string[] parts = path.StartsWith(RuntimeMessages.Root, StringComparison.Ordinal) ? path[RuntimeMessages.Root.Length..].Split('/') : [];
        return (request.Method.Method, parts) switch
        {
            ("GET", ["invocation", "next"]) => await Next(cancellationToken).ConfigureAwait(false),
            ("POST", ["invocation", var id, "response"]) => Answer(id, "InvocationResponse", call => call.Respond(body), body.Length),
            ("POST", ["invocation", var id, "error"]) => Answer(id, "InvocationErrorResponse", call => call.Fail(RuntimeMessages.ErrorOf(type, body)), 0),
            ("POST", ["init", "error"]) => InitFailed(RuntimeMessages.ErrorOf(type, body)),
            (_, ["invocation", "next"] or ["invocation", _, "response" or "error"] or ["init", "error"]) => Refuse(405, "MethodNotAllowed", $"{path} is not asked by {request.Method}."),
            _ => Refuse(404, "NotFound", $"The Lambda Runtime API of LambdaSim has no {path}: it has invocation/next, invocation/ID/response, invocation/ID/error and init/error below {RuntimeMessages.Root}"),
        };
    }

    private async Task<HttpResponseMessage> Next(CancellationToken gone)
    {
        if (_next is not null || _call is { IsAnswered: false })
        {
            return Forbid("Ready");
        }

        if (_undelivered is { } waiting)
        {
            (_undelivered, _call) = (null, waiting);
            return Message(waiting);
        }

        var next = _next = new TaskCompletionSource<RuntimeCall>();
        using var registration = gone.Register(() =>
        {
            if (_next == next)
            {
                _next = null;
            }

            next.TrySetCanceled(gone);
        });

        // The end of INIT, or of a call, may bring the next call at once.
        var over = _call;
        _asked.TrySetResult();
        over?.End();
        return Message(await next.Task.ConfigureAwait(false));
    }

    private HttpResponseMessage Answer(string id, string wanted, Action<RuntimeCall> take, int size)
    {
        if (_call is not { } call || call.Event.RequestId != id)
        {
            return Refuse(400, "InvalidRequestID", "Invalid request ID");
        }

        if (call.IsAnswered)
        {
            return Forbid(wanted);
        }

        take(call);
        return size > PlatformError.MaxResponse
            ? Refuse(413, "RequestEntityTooLarge", string.Create(CultureInfo.InvariantCulture, $"Exceeded maximum allowed payload size ({PlatformError.MaxResponse} bytes)."))
            : Accept();
    }

    private HttpResponseMessage InitFailed(ReadyErrorException error) => _asked.TrySetException(error) ? Accept() : Forbid("InitError");

    private static HttpResponseMessage Message(RuntimeCall call)
    {
        var message = Message(200, call.Event.Payload);
        foreach (var (name, value) in RuntimeMessages.Headers(call.Event, call.Deadline))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static HttpResponseMessage Accept() => Message(202, RuntimeMessages.Document(("status", "OK")));

    private static HttpResponseMessage Forbid(string wanted) => Refuse(403, "InvalidStateTransition", RuntimeMessages.NoTransition(wanted));

    private static HttpResponseMessage Refuse(int status, string type, string message) => Message(status, RuntimeMessages.Refusal(type, message));

    private static HttpResponseMessage Message(int status, ReadOnlyMemory<byte> body)
    {
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return new HttpResponseMessage((HttpStatusCode)status) { Content = content };
    }
}
