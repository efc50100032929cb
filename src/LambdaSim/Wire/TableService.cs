using System.Text.Json.Nodes;
using LambdaSim.Neighbours;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire;

/// <summary>An operation of a service, and its work on a request that keeps to the service's model.</summary>
internal sealed record TableOperation(WireOperation Shapes, Func<TableCall, JsonObject?> Work)
{
    /// <summary>Begins what is sent as a stream of events, in the place of <see cref="Work"/>; null: it answers at once.</summary>
    public Func<TableCall, IEventSource>? Events { get; init; }
}

/// <summary>Events that an operation sends one after the other.</summary>
internal interface IEventSource
{
    /// <summary>The name of its events.</summary>
    string Type { get; }

    /// <summary>The shape of an event.</summary>
    WireShape Shape { get; }

    /// <summary>Waits for the next; null: that was the last.</summary>
    /// <returns>Gives up waiting, for good.</returns>
    Action? Next(Action<JsonObject?> take);
}

/// <summary>A request while it is worked on, between two events of the world.</summary>
/// <param name="Input">Its members, each of the kind that its shape says.</param>
/// <param name="Caller">Whose request.</param>
/// <param name="World">What it reaches.</param>
internal sealed record TableCall(JsonObject Input, RequestCaller Caller, IWireWorld World)
{
    /// <summary>Who sends it, for the event log.</summary>
    public Sender By { get; init; } = Sender.Client;

    public string? Text(string name) => (string?)Input[name];

    public int? Number(string name) => (int?)Input[name];

    public bool Flag(string name) => (bool?)Input[name] ?? false;

    public IEnumerable<JsonObject> Objects(string name) => (Input[name] as JsonArray)?.Select(static i => i!.AsObject()) ?? [];

    public IReadOnlyList<string> Texts(string name) => (Input[name] as JsonArray)?.Select(static i => (string)i!).ToList() ?? [];
}

/// <summary>A service that answers at once, by a table of its operations: the codec reads, the model is checked, the operation works, the codec writes.</summary>
/// <param name="service">Its name and spaces of names.</param>
/// <param name="protocol">The one that it speaks.</param>
/// <param name="operations">What it has.</param>
internal abstract class TableService(WireService service, WireProtocol protocol, IEnumerable<TableOperation> operations) : IWireService
{
    private readonly Dictionary<string, TableOperation> _byName = operations.ToDictionary(static o => o.Shapes.Name, StringComparer.Ordinal);

    private readonly IWireCodec _codec = protocol switch
    {
        WireProtocol.AwsJson10 => new AwsJsonCodec(service),
        WireProtocol.AwsJson11 => new AwsJsonCodec(service, "1.1"),
        WireProtocol.AwsQuery => new AwsQueryCodec(service),
        _ => new RestJsonCodec(service),
    };

    public abstract string SigningName { get; }

    /// <summary>What it is called in words.</summary>
    protected abstract string Title { get; }

    public virtual async Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        var parts = WireParts.Of(request);
        if (!IsOwn(parts) || WireProtocols.Of(parts, Spoken) is not { } call || !IsMeant(call, caller))
        {
            return null;
        }

        var codec = CodecOf(parts) ?? _codec;
        try
        {
            var operation = Find(call, parts);
            var input = codec.ReadRequest(operation.Shapes, parts, new WireWalk(gone: gone));
            if (ModelCheck.MessageOf(operation.Shapes.Input, input) is { } violations)
            {
                return Refuse(codec, Violated(violations), request.Id);
            }

            if (RefusedMembers.Find(operation.Shapes.Input, input) is { } refused)
            {
                return Refuse(codec, new WireFault(new WireError("UnsupportedOperationException", 501), $"LambdaSim does not simulate the member {refused} of {operation.Shapes.Name} of {Title}; nothing was done."), request.Id);
            }

            if (operation.Events is { } begin)
            {
                var source = await loop.Ask(world => begin(new TableCall(input, caller, world) { By = request.By })).ConfigureAwait(false);
                return EventAnswer.Of(source, codec, request.Id, loop, gone);
            }

            var output = await loop.Ask(world => operation.Work(new TableCall(input, caller, world) { By = request.By })).ConfigureAwait(false);
            return WireParts.Answer(codec.WriteResponse(operation.Shapes, output ?? [], request.Id));
        }
        catch (WireFormatException e)
        {
            return Refuse(codec, new WireFault(new WireError("SerializationException"), e.Message), request.Id);
        }
        catch (UnknownOperationException e)
        {
            return Refuse(codec, new WireFault(new WireError(e.Code, e.Status), e.Message), request.Id);
        }
        catch (AwsServiceException e)
        {
            return Refuse(codec, new WireFault(new WireError(e.ErrorCode, e.StatusCode), e.Message), request.Id);
        }
    }

    /// <summary>Whether a request can be of this service, where another one signs by the same name.</summary>
    protected virtual bool IsOwn(RequestParts parts) => true;

    /// <summary>The codec of a request that speaks another protocol than the service's first; null: it speaks that one.</summary>
    protected virtual IWireCodec? CodecOf(RequestParts parts) => null;

    /// <summary>The answer to a request that does not keep to the model.</summary>
    protected virtual WireFault Violated(string message) => new(new WireError("ValidationException"), message);

    private ReadOnlySpan<WireProtocol> Spoken => protocol == WireProtocol.AwsJson10 || protocol == WireProtocol.AwsJson11 ? [WireProtocol.AwsJson10, WireProtocol.AwsJson11] : new[] { protocol };

    private bool IsRest => protocol is WireProtocol.RestJson;

    // Without a signature, a target or an action says whose it is; a path alone does not.
    private bool IsMeant(WireCall call, RequestCaller caller) =>
        protocol == WireProtocol.AwsQuery || IsRest ? caller.Service is not null || _byName.ContainsKey(call.Operation ?? "") : call.Service == service.Name;

    private TableOperation Find(WireCall call, RequestParts parts)
    {
        if (IsRest)
        {
            var query = PercentText.Parameters(parts.Query, new WireWalk(), DocumentPlace.Named("query"));
            return _byName.Values.FirstOrDefault(o => o.Shapes.Method == parts.Method && o.Shapes.Path.Match(parts.Path, query, new WireWalk()) is not null)
                ?? throw new UnknownOperationException("UnknownOperationException", 404, $"No operation of {Title} is asked for by {parts.Method} {parts.Path}.");
        }

        return _byName.GetValueOrDefault(call.Operation ?? "")
            ?? throw new UnknownOperationException("UnsupportedOperationException", 501, $"LambdaSim does not simulate the operation {call.Operation} of {Title}; nothing was done.");
    }

    private static WireResponse Refuse(IWireCodec codec, WireFault fault, string requestId) => WireParts.Answer(codec.WriteError(fault, requestId));

    private sealed class UnknownOperationException(string code, int status, string message) : Exception(message)
    {
        public string Code { get; } = code;

        public int Status { get; } = status;
    }
}
