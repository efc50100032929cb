using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Lambda;

/// <summary>The three ways to run a function over HTTP (rules HTTP-INVOKE and HTTP-STREAM).</summary>
internal sealed class LambdaInvocations(IWireLoop loop)
{
    private const int Ok = 200, Accepted = 202;

    public Task<WireResponse> Answer(Route route, WireRequest request, ServiceAddress address) => route.Name switch
    {
        RouteTable.InvokeAsync => Queue(route, Read(route, request) with { InvocationType = "Event", IsInvokeAsync = true }, address),
        RouteTable.InvokeWithResponseStream => Stream(route, Read(route, request), address),
        _ => Invoke(route, Read(route, request), address),
    };

    private static InvokeRequest Read(Route route, WireRequest request)
    {
        var head = LambdaWire.Head(route, request);
        return head.ContainsKey("DurableExecutionName")
            ? throw new ApiFaultException(ApiFault.Unsupported("LambdaSim does not simulate durable executions: leave out the header X-Amz-Durable-Execution-Name."))
            : new InvokeRequest
            {
                FunctionName = (string?)head["FunctionName"],
                Qualifier = (string?)head["Qualifier"],
                InvocationType = (string?)head["InvocationType"],
                LogType = (string?)head["LogType"],
                ClientContext = (string?)head["ClientContext"],
                TenantId = (string?)head["TenantId"],
                Trace = request.Header(TraceHeader.HttpName),
                Payload = request.Body,
            };
    }

    private async Task<WireResponse> Invoke(Route route, InvokeRequest request, ServiceAddress address)
    {
        var answer = await loop.Invoke(address, request).ConfigureAwait(false);
        var head = Head(answer);
        head["FunctionError"] = answer.FunctionError;
        head["LogResult"] = answer.LogResult;
        return answer.StatusCode == Ok ? LambdaWire.Answer(route, head, answer.RequestId, answer.Payload, JsonAnswer.ContentType) : LambdaWire.Answer(route, head, answer.RequestId);
    }

    private async Task<WireResponse> Queue(Route route, InvokeRequest request, ServiceAddress address)
    {
        var answer = await loop.Invoke(address, request).ConfigureAwait(false);
        return LambdaWire.Answer(route, new JsonObject { ["ExecutedVersion"] = answer.ExecutedVersion }, answer.RequestId, JsonAnswer.Bytes(new JsonObject { ["Status"] = Accepted }), JsonAnswer.ContentType);
    }

    private async Task<WireResponse> Stream(Route route, InvokeRequest request, ServiceAddress address)
    {
        if (request.InvocationType is not (null or "RequestResponse" or "DryRun"))
        {
            throw new ValidationException($"1 validation error detected: Value '{request.InvocationType}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, DryRun]");
        }

        var answer = await loop.Invoke(address, request with { InvocationType = request.InvocationType ?? "RequestResponse" }).ConfigureAwait(false);
        return answer.StatusCode == Ok ? LambdaWire.Answer(route, Head(answer), answer.RequestId, type: EventStreamMessage.ContentType, chunks: [.. Chunks(answer)]) : LambdaWire.Answer(route, Head(answer), answer.RequestId);
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

    private static JsonObject Head(InvokeResponse answer) => new() { ["StatusCode"] = answer.StatusCode, ["ExecutedVersion"] = answer.ExecutedVersion };
}
