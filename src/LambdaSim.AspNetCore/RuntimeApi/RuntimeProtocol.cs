using System.Text;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Configuration;
using LambdaSim.Runtime;
using LambdaSim.Handlers.StandIns;
using LambdaSim.Wire;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.RuntimeApi;

/// <summary>The Lambda Runtime API over HTTP, for the processes of one function: answers and their words are the runtime interface emulator's.</summary>
internal sealed class RuntimeProtocol(ISimulationLoop loop, RuntimeProcesses processes)
{
    // To ask for an event is to take it.
    private readonly RequestOrigin _origin = new([], everythingActs: true);

    public Task Handle(HttpContext context)
    {
        try
        {
            _origin.Require(context.Request);
        }
        catch (ApiFaultException e)
        {
            return Refuse(context, e.Fault.Status, e.Fault.Code, e.Fault.Message ?? "");
        }

        var path = context.Request.Path.Value ?? "";
        string[] parts = path.StartsWith(RuntimeMessages.Root, StringComparison.Ordinal) ? path[RuntimeMessages.Root.Length..].Split('/') : [];
        var (method, work) = parts switch
        {
            ["invocation", "next"] => ("GET", (Func<Task>)(() => Next(context))),
            ["invocation", { Length: > 0 } id, "response"] => ("POST", () => Response(context, id)),
            ["invocation", { Length: > 0 } id, "error"] => ("POST", () => Error(context, id)),
            ["init", "error"] => ("POST", () => InitError(context)),
            _ => ("", () => Refuse(context, 404, "NotFound", $"The Lambda Runtime API of LambdaSim has no {path}: it has invocation/next, invocation/ID/response, invocation/ID/error and init/error below {RuntimeMessages.Root}")),
        };
        return method.Length == 0 || context.Request.Method == method ? Checked(context, work) : Refuse(context, 405, "MethodNotAllowed", $"{path} is asked by {method}.");
    }

    // What is no HTTP is told to its sender, unless that has gone.
    private static async Task Checked(HttpContext context, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (IOException e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await Refuse(context, (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest, "BadRequest", e.Message).ConfigureAwait(false);
        }
    }

    private async Task Next(HttpContext context)
    {
        var connection = RuntimeConnection.Of(context);
        if (await loop.Ask(_ => processes.Next(connection)).ConfigureAwait(false) is not var (process, polled))
        {
            await Forbid(context, "Ready").ConfigureAwait(false);
            return;
        }

        try
        {
            var delivery = await polled.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            if (delivery is null)
            {
                context.Abort();
                return;
            }

            Describe(context.Response, delivery);
            await context.Response.Body.WriteAsync(delivery.Call.Payload, context.RequestAborted).ConfigureAwait(false);
            await context.Response.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // It went before it had its event, or cannot have it: the call does not wait for its timeout.
            await loop.Ask(_ => Lost(process)).ConfigureAwait(false);
            if (e is not OperationCanceledException)
            {
                throw;
            }
        }
    }

    private bool Lost(RuntimeProcess process)
    {
        processes.Lose(process);
        return true;
    }

    private static void Describe(HttpResponse response, RuntimeDelivery delivery)
    {
        var call = delivery.Call;
        response.StatusCode = 200;
        response.ContentType = "application/json";
        response.ContentLength = call.Payload.Length;
        foreach (var (name, value) in RuntimeMessages.Headers(call, delivery.Deadline))
        {
            response.Headers[name] = value;
        }
    }

    private async Task Response(HttpContext context, string id)
    {
        var connection = RuntimeConnection.Of(context);
        var body = await Read(context).ConfigureAwait(false);
        var late = context.Request.CheckTrailersAvailable() && context.Request.GetTrailer(RuntimeMessages.ErrorTypeHeader).ToString() is { Length: > 0 } type
            ? RuntimeMessages.ErrorOf(type, FromBase64(context.Request.GetTrailer("Lambda-Runtime-Function-Error-Body").ToString()))
            : null;
        var answer = late is null ? new RuntimeAnswer(RuntimeEnd.Responded, body) : new RuntimeAnswer(RuntimeEnd.Failed, Error: late);
        var verdict = await loop.Ask(_ => processes.Answer(connection, id, answer)).ConfigureAwait(false);
        if (verdict == RuntimeVerdict.Accepted && late is null && body.Length > PlatformError.MaxResponse)
        {
            await Refuse(context, 413, "RequestEntityTooLarge", Text.Invariant($"Exceeded maximum allowed payload size ({PlatformError.MaxResponse} bytes).")).ConfigureAwait(false);
            return;
        }

        await Tell(context, verdict, "InvocationResponse").ConfigureAwait(false);
    }

    private async Task Error(HttpContext context, string id)
    {
        var connection = RuntimeConnection.Of(context);
        var error = RuntimeMessages.ErrorOf(context.Request.Headers[RuntimeMessages.ErrorTypeHeader].ToString(), await Read(context).ConfigureAwait(false));
        var verdict = await loop.Ask(_ => processes.Answer(connection, id, new RuntimeAnswer(RuntimeEnd.Failed, Error: error))).ConfigureAwait(false);
        await Tell(context, verdict, "InvocationErrorResponse").ConfigureAwait(false);
    }

    private async Task InitError(HttpContext context)
    {
        var connection = RuntimeConnection.Of(context);
        var error = RuntimeMessages.ErrorOf(context.Request.Headers[RuntimeMessages.ErrorTypeHeader].ToString(), await Read(context).ConfigureAwait(false));
        var verdict = await loop.Ask(_ => processes.InitFailed(connection, error)).ConfigureAwait(false);
        await Tell(context, verdict, "InitError").ConfigureAwait(false);
    }

    private static byte[] FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(text);
    }

    // One byte more than a response may have is enough to refuse it.
    private static async Task<byte[]> Read(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, (int)Math.Min(read, PlatformError.MaxResponse + 1 - body.Length));
        }

        return body.ToArray();
    }

    private static Task Tell(HttpContext context, RuntimeVerdict verdict, string wanted) => verdict switch
    {
        RuntimeVerdict.Accepted => Write(context, 202, RuntimeMessages.Document(("status", "OK"))),
        RuntimeVerdict.UnknownRequest => Refuse(context, 400, "InvalidRequestID", "Invalid request ID"),
        _ => Forbid(context, wanted),
    };

    private static Task Forbid(HttpContext context, string wanted) => Refuse(context, 403, "InvalidStateTransition", RuntimeMessages.NoTransition(wanted));

    private static Task Refuse(HttpContext context, int status, string type, string message) => Write(context, status, RuntimeMessages.Refusal(type, message));

    private static async Task Write(HttpContext context, int status, byte[] document)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = document.Length;
        await context.Response.Body.WriteAsync(document, context.RequestAborted).ConfigureAwait(false);
    }
}
