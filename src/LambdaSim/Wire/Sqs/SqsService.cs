using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Sqs;

/// <summary>SQS, in both of its protocols.</summary>
internal sealed class SqsService : IWireService
{
    // A batch of ten messages with ten attributes each has some thousand.
    private const int MostInJson = 100_000;

    // A form is as long as its body may be: it is read to its end, and the service tells that there are too many entries.
    private const int MostInForm = 16_777_216;

    private static readonly AwsJsonCodec _json = new(SqsShapes.Service);
    private static readonly AwsQueryCodec _query = new(SqsShapes.Service);

    public string SigningName => "sqs";

    public async Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        var parts = WireParts.Of(request);
        var call = WireProtocols.Of(parts, WireProtocol.AwsJson10, WireProtocol.AwsJson11, WireProtocol.AwsQuery);
        return call is null || !IsMeant(call, caller) ? null
            : call.Protocol == WireProtocol.AwsQuery ? await Answer(call.Operation, _query, MostInForm).ConfigureAwait(false)
            : await Answer(call.Operation, _json, MostInJson).ConfigureAwait(false);

        async Task<WireResponse> Answer(string? action, IWireCodec codec, int mostValues)
        {
            try
            {
                var work = Find(action);
                var operation = SqsShapes.Operation(action!);
                var input = codec.ReadRequest(operation, parts, new WireWalk(maxValues: mostValues, gone: gone));
                var said = new SqsCall(new SqsInput(input), caller, request.Address, request.Target.RawPath, request.By) { Trace = request.Header("X-Amzn-Trace-Id") };

                // Who waits for a message lets virtual time pass.
                var result = await loop.Await<JsonObject?>((world, answered) => work(said with { World = world }, answered), gone).ConfigureAwait(false);
                return WireParts.Answer(codec.WriteResponse(operation, result ?? [], request.Id));
            }
            catch (WireFormatException e)
            {
                return Refuse(codec, QueueServiceException.Malformed("SerializationException", e.Message), request.Id);
            }
            catch (QueueServiceException e)
            {
                return Refuse(codec, e, request.Id);
            }
        }
    }

    // Without a signature, an action is SQS's when no other service has it.
    private static bool IsMeant(WireCall call, RequestCaller caller) => call.Protocol == WireProtocol.AwsQuery
        ? caller.Service is not null || SqsOperations.All.ContainsKey(call.Operation ?? "")
        : call.Service == SqsShapes.Service.Name;

    private static SqsOperation Find(string? action) => string.IsNullOrEmpty(action)
        ? throw QueueServiceException.Malformed("MissingAction", "The request must contain the parameter Action.")
        : SqsOperations.All.GetValueOrDefault(action) ?? throw QueueServiceException.Malformed("InvalidAction", $"The action {action} is not valid for this endpoint.");

    private static WireResponse Refuse(IWireCodec codec, QueueServiceException error, string requestId) => WireParts.Answer(codec.WriteError(
        new WireFault(new WireError(error.ErrorCode, error.StatusCode) { QueryCode = error.QueryCode }, (codec == _query ? error.QueryMessage : null) ?? error.Message) { Type = error.PlainType }, requestId));
}
