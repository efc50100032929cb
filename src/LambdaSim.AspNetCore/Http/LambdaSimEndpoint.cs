using LambdaSim.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Takes every request: finds who answers it, and turns whatever goes wrong into an answer.</summary>
internal sealed class LambdaSimEndpoint
{
    private readonly EndpointParts _parts;
    private readonly Dispatch _dispatch;
    private readonly RequestIds _ids;
    private readonly RequestOrigin _origin;

    public LambdaSimEndpoint(EndpointParts parts)
    {
        parts.Options.Check();
        _parts = parts;
        _dispatch = new Dispatch(parts);
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

            var id = _ids.Next();
            context.Response.Headers[JsonAnswer.RequestId] = id;
            await _dispatch.Run(context, id);
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

    private Task Fail(HttpContext context, Exception exception)
    {
        if (Answer.Fault(exception) is { } fault)
        {
            return Answer.Write(context, fault);
        }

        context.RequestServices?.GetService<ILoggerFactory>()?.CreateLogger("LambdaSim").LogError(exception, "A defect of LambdaSim");
        return Answer.Write(context, ApiFault.Defect(exception, context.Request.Method, context.Request.Path, _parts.Seed));
    }
}
