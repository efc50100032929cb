using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Topics;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Sns;

/// <summary>SNS: forms in, XML out.</summary>
internal sealed class SnsService : IWireService
{
    // A form is as long as its body may be: it is read to its end, and the service tells that there are too many entries.
    private const int MostValues = 16_777_216;

    private const string TraceHeader = "X-Amzn-Trace-Id";

    private static readonly AwsQueryCodec _query = new(SnsShapes.Service);

    public string SigningName => "sns";

    public async Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        var parts = WireParts.Of(request);
        var call = WireProtocols.Of(parts, WireProtocol.AwsQuery);

        if (call is null || !IsMeant(call.Operation ?? "", parts, caller))
        {
            return null;
        }

        try
        {
            var work = Find(call.Operation);
            var operation = SnsShapes.Operation(call.Operation!);
            var input = new SnsInput(_query.ReadRequest(operation, parts, new WireWalk(maxValues: MostValues, gone: gone)));
            var by = request.By with { Trace = request.Header(TraceHeader) ?? request.By.Trace };
            var result = await loop.Ask<JsonObject?>(world => work(new SnsCall(input, caller, by, world))).ConfigureAwait(false);
            return WireParts.Answer(_query.WriteResponse(operation, result ?? [], request.Id));
        }
        catch (WireFormatException e)
        {
            return Refuse(TopicServiceException.Malformed("MalformedQueryString", e.Message), request.Id);
        }
        catch (TopicServiceException e)
        {
            return Refuse(e, request.Id);
        }
    }

    // Without a signature, an action is SNS's when no other service has it, or the version of the API says so.
    private static bool IsMeant(string action, RequestParts parts, RequestCaller caller) => caller.Service is not null
        || (SnsOperations.All.ContainsKey(action) && (action is not ("AddPermission" or "RemovePermission") || Says(parts, $"Version={SnsShapes.Service.Version}")));

    private static bool Says(RequestParts parts, string parameter) => parts.Query.Contains(parameter, StringComparison.Ordinal) || parts.Body.Span.IndexOf(Encoding.UTF8.GetBytes(parameter)) >= 0;

    private static SnsOperation Find(string? action) => string.IsNullOrEmpty(action)
        ? throw TopicServiceException.Malformed("MissingAction", "The request must contain the parameter Action.")
        : SnsOperations.All.GetValueOrDefault(action) ?? throw TopicServiceException.Malformed("InvalidAction", $"The action {action} is not valid for this endpoint.");

    private static WireResponse Refuse(TopicServiceException error, string requestId) =>
        WireParts.Answer(_query.WriteError(new WireFault(new WireError(error.ErrorCode, error.StatusCode), error.Message), requestId));
}
