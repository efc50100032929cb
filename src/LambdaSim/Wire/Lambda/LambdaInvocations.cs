using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Wire.Lambda;

/// <summary>The three ways to run a function over HTTP (rules HTTP-INVOKE and HTTP-STREAM).</summary>
internal sealed class LambdaInvocations(IWireLoop loop)
{
    private const int Ok = 200, Accepted = 202;
    private const string Durable = "X-Amz-Durable-Execution-Name";

    public Task<WireResponse> Answer(Route route, WireRequest request, ServiceAddress address) => route.Name switch
    {
        RouteTable.InvokeAsync => Queue(new InvokeRequest { FunctionName = route.Label(request.Target, "FunctionName"), InvocationType = "Event", Payload = request.Body }, address),
        RouteTable.InvokeWithResponseStream => Stream(Read(route, request), address),
        _ => Invoke(Read(route, request), address),
    };

    private static InvokeRequest Read(Route route, WireRequest request) => request.Header(Durable) is not null
        ? throw new ApiFaultException(ApiFault.Unsupported($"LambdaSim does not simulate durable executions: leave out the header {Durable}."))
        : new InvokeRequest
        {
            FunctionName = route.Label(request.Target, "FunctionName"),
            Qualifier = request.Target["Qualifier"],
            InvocationType = request.Header("X-Amz-Invocation-Type"),
            LogType = request.Header("X-Amz-Log-Type"),
            ClientContext = request.Header("X-Amz-Client-Context"),
            TenantId = request.Header("X-Amz-Tenant-Id"),
            Payload = request.Body,
        };

    private async Task<WireResponse> Invoke(InvokeRequest request, ServiceAddress address)
    {
        var answer = await loop.Invoke(address, request).ConfigureAwait(false);
        var isAnswered = answer.StatusCode == Ok;
        return Headed(new WireResponse(answer.StatusCode) { ContentType = isAnswered ? JsonAnswer.ContentType : null, Body = isAnswered ? answer.Payload : default }, answer);
    }

    private async Task<WireResponse> Queue(InvokeRequest request, ServiceAddress address)
    {
        var answer = await loop.Invoke(address, request).ConfigureAwait(false);
        return Headed(JsonAnswer.Of(Accepted, new JsonObject { ["Status"] = Accepted }), answer);
    }

    private async Task<WireResponse> Stream(InvokeRequest request, ServiceAddress address)
    {
        if (request.InvocationType is not (null or "RequestResponse" or "DryRun"))
        {
            throw new ValidationException($"1 validation error detected: Value '{request.InvocationType}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, DryRun]");
        }

        var answer = await loop.Invoke(address, request with { InvocationType = request.InvocationType ?? "RequestResponse" }).ConfigureAwait(false);
        return Headed(answer.StatusCode != Ok ? new WireResponse(answer.StatusCode) : new WireResponse(Ok) { ContentType = EventStreamMessage.ContentType, Chunks = [.. Chunks(answer)] }, answer, isStream: true);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Chunks(InvokeResponse answer)
    {
        var complete = new JsonObject();
        if (answer.FunctionError is { } error)
        {
            complete["ErrorCode"] = error;
            complete["ErrorDetails"] = Encoding.UTF8.GetString(answer.Payload.Span);
        }
        else if (!answer.Payload.IsEmpty)
        {
            yield return EventStreamMessage.Event("PayloadChunk", "application/octet-stream", answer.Payload.Span);
        }

        if (answer.LogResult is { } log)
        {
            complete["LogResult"] = log;
        }

        yield return EventStreamMessage.Event("InvokeComplete", JsonAnswer.ContentType, JsonAnswer.Bytes(complete));
    }

    private static WireResponse Headed(WireResponse response, InvokeResponse answer, bool isStream = false)
    {
        response.Headers[JsonAnswer.RequestId] = answer.RequestId;
        response.Headers["X-Amz-Executed-Version"] = answer.ExecutedVersion;
        if (!isStream)
        {
            response.Headers["X-Amz-Function-Error"] = answer.FunctionError;
            response.Headers["X-Amz-Log-Result"] = answer.LogResult;
        }

        return response;
    }
}
