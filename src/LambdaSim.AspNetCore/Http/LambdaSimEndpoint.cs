using LambdaSim.Wire;
using LambdaSim.Wire.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Takes every request: finds who answers it, and turns whatever goes wrong into an answer.</summary>
internal sealed class LambdaSimEndpoint
{
    private readonly EndpointParts _parts;
    private readonly Dispatch _dispatch;
    private readonly WebSockets _sockets;
    private readonly RequestIds _ids;
    private readonly RequestOrigin _origin;

    public LambdaSimEndpoint(EndpointParts parts)
    {
        parts.Options.Check();
        _parts = parts;
        _dispatch = new Dispatch(parts);
        _sockets = new WebSockets(parts.Loop);
        _ids = new RequestIds(parts.Seed, "endpoint");
        _origin = new RequestOrigin(parts.Options.AllowedHosts);
    }

    public async Task Handle(HttpContext context)
    {
        try
        {
            _origin.Require(context.Request);
            if (_parts.Control is { } control && await control.TryHandle(context))
            {
                return;
            }

            if (context.Request.ContentLength is 0)
            {
                EndIfAwaited(context);
            }

            var id = _ids.Next();
            context.Response.Headers[JsonAnswer.RequestId] = id;
            if (!await _sockets.TryHandle(context, id))
            {
                await _dispatch.Run(context, id);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception e) when (!context.Response.HasStarted && e is not OutOfMemoryException)
        {
            await Fail(context, e);
        }
    }

    // Who waits to be told to go on, and is told the end, may read the connection's next answer as if it were still this one.
    private static void EndIfAwaited(HttpContext context)
    {
        if (context.Request.Headers.Expect.Count > 0)
        {
            context.Response.Headers.Connection = "close";
        }
    }

    private Task Fail(HttpContext context, Exception exception)
    {
        EndIfAwaited(context);
        if (Answer.Fault(exception) is { } fault)
        {
            // Clients of services that speak XML read nothing else.
            var head = HttpWire.Head(context, context.Response.Headers[JsonAnswer.RequestId].ToString());
            return FaultAnswer.IsXml(head) ? Answer.Write(context, FaultAnswer.Of(head, fault)) : Answer.Write(context, fault);
        }

        context.RequestServices?.GetService<ILoggerFactory>()?.CreateLogger("LambdaSim").LogError(exception, "A defect of LambdaSim");
        return Answer.Write(context, ApiFault.Defect(exception, context.Request.Method, context.Request.Path, _parts.Seed));
    }
}
