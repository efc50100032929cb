using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Configuration;
using LambdaSim.Runtime;
using LambdaSim.StandIns;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.RuntimeApi;

/// <summary>The Lambda Runtime API over HTTP, for the processes of one function: answers and their words are the runtime interface emulator's.</summary>
internal sealed class RuntimeProtocol(ISimulationLoop loop, RuntimeProcesses processes)
{
    private const string Root = "/2018-06-01/runtime/";
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private readonly RequestOrigin _origin = new([]);

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
        string[] parts = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..].Split('/') : [];
        var (method, work) = parts switch
        {
            ["invocation", "next"] => ("GET", (Func<Task>)(() => Next(context))),
            ["invocation", { Length: > 0 } id, "response"] => ("POST", () => Response(context, id)),
            ["invocation", { Length: > 0 } id, "error"] => ("POST", () => Error(context, id)),
            ["init", "error"] => ("POST", () => InitError(context)),
            _ => ("", () => Refuse(context, 404, "NotFound", $"The Lambda Runtime API of LambdaSim has no {path}: it has invocation/next, invocation/ID/response, invocation/ID/error and init/error below {Root}")),
        };
        return method.Length == 0 || context.Request.Method == method ? work() : Refuse(context, 405, "MethodNotAllowed", $"{path} is asked by {method}.");
    }

    private async Task Next(HttpContext context)
    {
        var connection = RuntimeConnection.Of(context);
        if (await loop.Ask(_ => processes.Next(connection)).ConfigureAwait(false) is not var (process, polled))
        {
            await Forbid(context, "Ready").ConfigureAwait(false);
            return;
        }

        RuntimeDelivery? delivery = null;
        try
        {
            delivery = await polled.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            if (delivery is null)
            {
                context.Abort();
                return;
            }

            Describe(context.Response, delivery);
            await context.Response.Body.WriteAsync(delivery.Call.Payload, context.RequestAborted).ConfigureAwait(false);
            await context.Response.CompleteAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It went before it had its event.
            await loop.Ask(_ => Lost(process)).ConfigureAwait(false);
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
        var digits = call.RequestId.Replace("-", "", StringComparison.Ordinal);
        response.StatusCode = 200;
        response.ContentType = "application/json";
        response.ContentLength = call.Payload.Length;
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = call.RequestId;
        response.Headers["Lambda-Runtime-Deadline-Ms"] = delivery.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = call.Arn;
        response.Headers["Lambda-Runtime-Trace-Id"] = $"Root=1-{digits[..8]}-{digits[8..]};Parent={digits[..16]};Sampled=0";
        if (call.ClientContext is { } client)
        {
            response.Headers["Lambda-Runtime-Client-Context"] = InOneLine(client);
        }
    }

    // A header has neither line ends nor letters beyond ASCII.
    private static string InOneLine(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                document.RootElement.WriteTo(writer);
            }

            return Encoding.ASCII.GetString(buffer.ToArray());
        }
        catch (JsonException)
        {
            return string.Concat(json.Where(static c => c is >= ' ' and < '\x7f'));
        }
    }

    private async Task Response(HttpContext context, string id)
    {
        var connection = RuntimeConnection.Of(context);
        var body = await Read(context).ConfigureAwait(false);
        var late = context.Request.CheckTrailersAvailable() && context.Request.GetTrailer(ErrorTypeHeader).ToString() is { Length: > 0 } type
            ? ErrorOf(type, FromBase64(context.Request.GetTrailer("Lambda-Runtime-Function-Error-Body").ToString()))
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
        var error = ErrorOf(context.Request.Headers[ErrorTypeHeader].ToString(), await Read(context).ConfigureAwait(false));
        var verdict = await loop.Ask(_ => processes.Answer(connection, id, new RuntimeAnswer(RuntimeEnd.Failed, Error: error))).ConfigureAwait(false);
        await Tell(context, verdict, "InvocationErrorResponse").ConfigureAwait(false);
    }

    private async Task InitError(HttpContext context)
    {
        var connection = RuntimeConnection.Of(context);
        var error = ErrorOf(context.Request.Headers[ErrorTypeHeader].ToString(), await Read(context).ConfigureAwait(false));
        var verdict = await loop.Ask(_ => processes.InitFailed(connection, error)).ConfigureAwait(false);
        await Tell(context, verdict, "InitError").ConfigureAwait(false);
    }

    // The caller gets the body as it is; without one, what the header says.
    private static ReadyErrorException ErrorOf(string header, byte[] body)
    {
        string? type = null, message = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root)
            {
                type = TextOf(root, "errorType");
                message = TextOf(root, "errorMessage");
            }
        }
        catch (JsonException)
        {
            body = [];
        }

        type = type is { Length: > 0 } ? type : header.Length > 0 ? header : "Runtime.Unknown";
        return body.Length > 0 ? new ReadyErrorException(type, message ?? "", body) : StandInError.Plain(type, "");
    }

    private static string? TextOf(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

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
        RuntimeVerdict.Accepted => Write(context, 202, static json => json.WriteString("status", "OK")),
        RuntimeVerdict.UnknownRequest => Refuse(context, 400, "InvalidRequestID", "Invalid request ID"),
        _ => Forbid(context, wanted),
    };

    private static Task Forbid(HttpContext context, string wanted) =>
        Refuse(context, 403, "InvalidStateTransition", $"State transition to {wanted} failed for runtime. Error: State transition is not allowed");

    private static Task Refuse(HttpContext context, int status, string type, string message) => Write(context, status, json =>
    {
        json.WriteString("errorMessage", message);
        json.WriteString("errorType", type);
    });

    private static async Task Write(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = buffer.Length;
        await context.Response.Body.WriteAsync(buffer.ToArray(), context.RequestAborted).ConfigureAwait(false);
    }
}
