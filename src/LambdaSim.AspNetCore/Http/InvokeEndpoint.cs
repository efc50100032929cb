using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>The three ways to run a function over HTTP (rules HTTP-INVOKE and HTTP-STREAM).</summary>
internal sealed class InvokeEndpoint(ISimulationLoop loop)
{
    private const string Durable = "X-Amz-Durable-Execution-Name";

    public Task Run(HttpContext context, Route route, RequestTarget target, ServiceAddress address, ReadOnlyMemory<byte> body) => route.Name switch
    {
        RouteTable.InvokeAsync => Queue(context, new InvokeRequest { FunctionName = route.Label(target, "FunctionName"), InvocationType = "Event", Payload = body }, address),
        RouteTable.InvokeWithResponseStream => Stream(context, Request(context.Request, route, target, body), address),
        _ => Invoke(context, Request(context.Request, route, target, body), address),
    };

    private static InvokeRequest Request(HttpRequest http, Route route, RequestTarget target, ReadOnlyMemory<byte> body)
    {
        if (http.Headers.ContainsKey(Durable))
        {
            throw new ApiFaultException(ApiFault.Unsupported($"LambdaSim does not simulate durable executions: leave out the header {Durable}."));
        }

        return new InvokeRequest
        {
            FunctionName = route.Label(target, "FunctionName"),
            Qualifier = target["Qualifier"],
            InvocationType = Header(http, "X-Amz-Invocation-Type"),
            LogType = Header(http, "X-Amz-Log-Type"),
            ClientContext = Header(http, "X-Amz-Client-Context"),
            TenantId = Header(http, "X-Amz-Tenant-Id"),
            Payload = body,
        };
    }

    private static string? Header(HttpRequest http, string name) => http.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    private async Task Invoke(HttpContext context, InvokeRequest request, ServiceAddress address)
    {
        var answer = await Headed(context, request, address);
        if (answer.StatusCode == StatusCodes.Status200OK)
        {
            await Answer.WriteBody(context, answer.Payload);
        }
    }

    private async Task Queue(HttpContext context, InvokeRequest request, ServiceAddress address)
    {
        await Headed(context, request, address);
        await Answer.Write(context, StatusCodes.Status202Accepted, new JsonObject { ["Status"] = 202 });
    }

    private async Task Stream(HttpContext context, InvokeRequest request, ServiceAddress address)
    {
        if (request.InvocationType is not (null or "RequestResponse" or "DryRun"))
        {
            throw new ValidationException($"1 validation error detected: Value '{request.InvocationType}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, DryRun]");
        }

        var answer = await Headed(context, request with { InvocationType = request.InvocationType ?? "RequestResponse" }, address, isStream: true);
        if (answer.StatusCode != StatusCodes.Status200OK)
        {
            return;
        }

        context.Response.ContentType = EventStreamMessage.ContentType;
        var complete = new JsonObject();
        if (answer.FunctionError is { } error)
        {
            complete["ErrorCode"] = error;
            complete["ErrorDetails"] = Encoding.UTF8.GetString(answer.Payload.Span);
        }
        else if (!answer.Payload.IsEmpty)
        {
            await Send(context, EventStreamMessage.Event("PayloadChunk", "application/octet-stream", answer.Payload.Span));
        }

        if (answer.LogResult is { } log)
        {
            complete["LogResult"] = log;
        }

        await Send(context, EventStreamMessage.Event("InvokeComplete", "application/json", Answer.Bytes(complete)));
    }

    private static Task Send(HttpContext context, byte[] message) => context.Response.Body.WriteAsync(message, context.RequestAborted).AsTask();

    private async Task<InvokeResponse> Headed(HttpContext context, InvokeRequest request, ServiceAddress address, bool isStream = false)
    {
        var answer = await loop.Invoke(address, request);
        var headers = context.Response.Headers;
        context.Response.StatusCode = answer.StatusCode;
        headers[Answer.RequestId] = answer.RequestId;
        Set(headers, "X-Amz-Executed-Version", answer.ExecutedVersion);
        if (!isStream)
        {
            Set(headers, "X-Amz-Function-Error", answer.FunctionError);
            Set(headers, "X-Amz-Log-Result", answer.LogResult);
        }

        return answer;
    }

    private static void Set(IHeaderDictionary headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }
}
