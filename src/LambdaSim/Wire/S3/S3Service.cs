using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.S3;

/// <summary>S3, by path and by host.</summary>
internal sealed class S3Service : IWireService
{
    // A thousand keys to delete, of the longest kind, with their versions.
    private const int LargestDocument = 4_194_304;

    private const string Head = "HEAD";

    private static readonly RestXmlCodec _xml = new(S3Shapes.Service);

    public string SigningName => "s3";

    public long LargestBody => BucketBook.LargestBody;

    public ApiFault TooLarge => new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");

    public async Task<WireResponse?> TryAnswer(WireRequest request, RequestCaller caller, IWireLoop loop, CancellationToken gone)
    {
        if (caller.Service is null)
        {
            return null;
        }

        var address = S3Address.Of(request.Host, request.Target.RawPath);
        try
        {
            var operation = S3Operations.Find(request, address);
            var payload = S3Payload.Of(request);
            Require(operation, payload);
            var parts = WireParts.Of(request) with { Path = address.Path, Body = operation.TakesBytes ? default : payload.Bytes };
            var input = _xml.ReadRequest(operation.Shapes, parts, new WireWalk(gone: gone));
            var call = new S3Call(input, payload, caller, request);
            var answer = await loop.Ask(world => operation.Work(call with { World = world })).ConfigureAwait(false);
            return Written(operation, answer, request);
        }
        catch (WireFormatException e)
        {
            return Refused(Malformed(e), request);
        }
        catch (BucketServiceException e)
        {
            return Refused(e, request);
        }
    }

    private static void Require(S3Operation operation, S3Payload payload)
    {
        if (!operation.TakesBytes && payload.Bytes.Length > LargestDocument)
        {
            throw new BucketServiceException("MaxMessageLengthExceeded", 400, "Your request was too big.", ("MaxMessageLengthBytes", Configuration.Text.Of(LargestDocument)));
        }

        if (operation.NeedsDigest && !payload.HasDigest)
        {
            throw BucketServiceException.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }

    private static WireResponse Written(S3Operation operation, S3Answer answer, WireRequest request)
    {
        var parts = _xml.WriteResponse(operation.Shapes, answer.Output, S3RequestId.Of(request.Id));
        var body = answer.Body ?? parts.Body;
        return Response(answer.Status ?? parts.Status, answer.ContentType ?? parts.Header(HttpHeaders.ContentType), parts.Headers, body, request);
    }

    private static WireResponse Refused(BucketServiceException error, WireRequest request)
    {
        var details = WireShape.Structure("Error", error.Details.Select(static d => new WireMember(d.Name, WireShape.String)));
        var members = new JsonObject(error.Details.Select(static d => KeyValuePair.Create(d.Name, (JsonNode?)Written(d.Value))));
        members["HostId"] = BucketRequest.HostIdOf(S3RequestId.Of(request.Id));
        var shape = WireShape.Structure("Error", [.. details.Members, new WireMember("HostId", WireShape.String)]);
        var parts = _xml.WriteError(new WireFault(new WireError(error.ErrorCode, error.StatusCode) { Shape = shape }, error.Message) { Members = members }, S3RequestId.Of(request.Id));
        var isEmpty = request.Method == Head || error.StatusCode == 304;
        var response = Response(parts.Status, isEmpty ? null : parts.Header(HttpHeaders.ContentType), isEmpty ? parts.Headers.Where(static h => h.Name != HttpHeaders.ContentType) : parts.Headers, isEmpty ? default : parts.Body, request, isError: true);
        foreach (var (name, value) in error.Headers)
        {
            response.Headers[name] = value;
        }

        return response;
    }

    // A key may have letters that no document has.
    private static string Written(string text) => string.Concat(text.Select(static c => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\ufffd'));

    // To HEAD the length is told, and nothing is sent.
    private static WireResponse Response(int status, string? type, IEnumerable<(string Name, string Value)> headers, ReadOnlyMemory<byte> body, WireRequest request, bool isError = false)
    {
        var isHead = request.Method == Head;
        var hasBody = !isHead && (type is not null) && status is not (204 or 304);
        var response = new WireResponse(status) { ContentType = hasBody ? type : null, Body = hasBody ? body : default };
        foreach (var (name, value) in headers)
        {
            if (name != HttpHeaders.ContentType || isHead)
            {
                response.Headers[name] = value;
            }
        }

        response.Headers["x-amz-id-2"] = BucketRequest.HostIdOf(S3RequestId.Of(request.Id));
        if (isHead && !isError)
        {
            response.Headers["Content-Length"] = Configuration.Text.Of(body.Length);
        }

        return response;
    }

    // What is no document of the operation is one thing, a header or parameter of another form is another.
    private static BucketServiceException Malformed(WireFormatException error) =>
        error.Place.StartsWith("header", StringComparison.Ordinal) || error.Place.StartsWith("query", StringComparison.Ordinal) || error.Place.StartsWith("label", StringComparison.Ordinal)
            ? BucketServiceException.InvalidArgument(error.Message, error.Path, "")
            : BucketServiceException.MalformedXml(error.Message);
}
