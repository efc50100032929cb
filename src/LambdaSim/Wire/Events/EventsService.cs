using LambdaSim.Neighbours.Buses;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Events;

/// <summary>EventBridge over JSON 1.1.</summary>
internal sealed class EventsService : IWireService
{
    private static readonly AwsJsonCodec _json = new(EventsShapes.Service, "1.1");

    public string SigningName => "events";

    public async Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        var parts = WireParts.Of(request);
        var call = WireProtocols.Of(parts, WireProtocol.AwsJson11, WireProtocol.AwsJson10);
        if (call is null || call.Service != EventsShapes.Service.Name)
        {
            return null;
        }

        try
        {
            var name = call.Operation ?? "";
            var work = EventsOperations.All.GetValueOrDefault(name) ?? throw (EventsOperations.Others.TryGetValue(name, out var what)
                ? BusServiceException.Unsupported(what)
                : BusServiceException.Malformed("UnknownOperationException", $"No operation of EventBridge is called {name}."));
            var operation = EventsShapes.Operation(name);
            var input = _json.ReadRequest(operation, parts, new WireWalk(gone: gone));
            var by = request.By with { Trace = request.By.Trace ?? request.Header("X-Amzn-Trace-Id") };
            var answer = await loop.Ask(world => work(new EventsCall(input, caller, world.Book<BusBook>(), by))).ConfigureAwait(false);
            return WireParts.Answer(_json.WriteResponse(operation, answer, request.Id));
        }
        catch (WireFormatException e)
        {
            return Refuse(BusServiceException.Malformed("SerializationException", e.Message), request.Id);
        }
        catch (BusServiceException e)
        {
            return Refuse(e, request.Id);
        }
    }

    private static WireResponse Refuse(BusServiceException error, string requestId) =>
        WireParts.Answer(_json.WriteError(new WireFault(new WireError(error.ErrorCode, error.StatusCode), error.Message), requestId));
}
