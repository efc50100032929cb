using System.Text.Json.Nodes;
using System.Xml.Linq;
using LambdaSim.Wire;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>A protocol that needs shapes (query, REST): the client's half of the codec, over the service's own table.</summary>
/// <param name="codec">Of the service.</param>
/// <param name="operations">Its table; null: it has no such operation.</param>
internal sealed class CodecClient(IWireCodec codec, Func<string, WireOperation?> operations) : IServiceClient
{
    // What the recordings do not keep of an error document.
    private static readonly HashSet<string> _ofTheCall = new(StringComparer.Ordinal) { "RequestId", "HostId", "Detail" };

    public WireRequest? Request(string operation, JsonObject input, string id)
    {
        if (operations(operation) is not { } shape)
        {
            return null;
        }

        var parts = codec.WriteRequest(shape, input);
        var request = new WireRequest(parts.Method, RequestTarget.Of(parts.Query.Length == 0 ? parts.Path : $"{parts.Path}?{parts.Query}"), id) { Body = parts.Body };
        foreach (var (name, value) in parts.Headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    public JsonObject Read(string operation, WireResponse answer)
    {
        if (answer.Status >= 300)
        {
            return answer.Body.Span.TrimStart(" \r\n"u8) is [(byte)'<', ..] ? new JsonObject { ["Error"] = ErrorIn(answer) } : JsonClient.Of(answer);
        }

        var headers = answer.Headers.All.Concat(answer.ContentType is { } type ? [(HttpHeaders.ContentType, type)] : []);
        return codec.ReadResponse(operations(operation)!, new ResponseParts(answer.Status) { Headers = [.. headers], Body = answer.Body });
    }

    private static JsonObject ErrorIn(WireResponse answer)
    {
        using var body = new MemoryStream(answer.Body.ToArray());
        var error = XDocument.Load(body).Root!.DescendantsAndSelf().First(e => e.Name.LocalName == "Error");
        return [.. error.Elements().Where(e => !_ofTheCall.Contains(e.Name.LocalName)).Select(e => KeyValuePair.Create(e.Name.LocalName, (JsonNode?)e.Value))];
    }
}
