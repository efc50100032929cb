using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.RestApis;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>A domain name of one's own, whose API mappings lead to stages (rule APIGW-DOMAIN).</summary>
internal sealed class HttpDomain(string name, HttpApiService service, JsonObject document) : ISocketFront
{
    private int _numbers;

    public string Domain => name;

    public JsonObject Document { get; set; } = document;

    /// <summary>By id, each with its id in it. One without a key takes what no other takes.</summary>
    public SortedDictionary<string, JsonObject> Mappings { get; } = new(StringComparer.Ordinal);

    public static string KeyOf(JsonObject mapping) => (string?)mapping["apiMappingKey"] ?? "";

    public string NewId() => ProxyEvent.Identifier(Configuration.Text.Invariant($"{name}/mapping/{_numbers++}"))[..6];

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public JsonObject Mapping(string id) => Mappings.GetValueOrDefault(id) ?? throw ApiGatewayException.Missing("Invalid API mapping identifier specified");

    /// <exception cref="ApiGatewayException">It leads nowhere, or another has its key.</exception>
    public void Check(JsonObject mapping)
    {
        var api = service.Api((string)mapping["apiId"]!);
        _ = api.Stage((string)mapping["stage"]!);
        foreach (var other in Mappings.Values.Where(m => (string?)m["apiMappingId"] != (string?)mapping["apiMappingId"]))
        {
            if (KeyOf(other) == KeyOf(mapping))
            {
                throw ApiGatewayException.Conflict("ApiMapping key already exists for this domain name");
            }

            if (service.Api((string)other["apiId"]!).IsSocket != api.IsSocket)
            {
                throw ApiGatewayException.Bad("HTTP and WebSocket APIs cannot be mapped to the same domain name");
            }
        }
    }

    public bool LeadsTo(string api, string? stage) => Mappings.Values.Any(m => (string?)m["apiId"] == api && (stage is null || (string?)m["stage"] == stage));

    public bool TakesSockets => Mappings.Values.Any(m => service.Apis.GetValueOrDefault((string)m["apiId"]!)?.IsSocket == true);

    public void Take(FrontRequest request, Action<FrontAnswer> answered)
    {
        if (Find(request) is var (stage, behind))
        {
            stage.Front.Take(behind, answered);
        }
        else
        {
            answered(TakesSockets ? Forbidden() : FrontAnswer.Json(404, """{"message":"Not Found"}"""));
        }
    }

    public void Open(FrontRequest request, Action<object?> told)
    {
        if (Find(request) is var (stage, behind) && stage.Front is WebSocketApi socket)
        {
            socket.Open(behind, told);
        }
        else
        {
            told(Forbidden());
        }
    }

    // The longest key that the path begins with.
    private (StoredHttpStage Stage, FrontRequest Request)? Find(FrontRequest request)
    {
        var path = request.RawPath;
        if (Mappings.Values.Where(m => KeyOf(m) is var k && (k.Length == 0 || path == $"/{k}" || path.StartsWith($"/{k}/", StringComparison.Ordinal))).MaxBy(static m => KeyOf(m).Length) is not { } found)
        {
            return null;
        }

        var (key, stage) = (KeyOf(found), (string)found["stage"]!);
        var rest = key.Length == 0 ? path : path[(key.Length + 1)..];
        return (service.Api((string)found["apiId"]!).Stage(stage), request.Behind(name, stage != StoredHttpApi.DefaultStage ? $"/{stage}{rest}" : rest.Length == 0 ? "/" : rest));
    }

    private static FrontAnswer Forbidden() => FrontAnswer.Json(403, """{"message":"Forbidden"}""");
}
