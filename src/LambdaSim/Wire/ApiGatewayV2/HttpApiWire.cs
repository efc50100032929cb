using System.Text.Json.Nodes;
using LambdaSim.Neighbours.HttpApis;
using LambdaSim.Neighbours.RestApis;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.ApiGatewayV2;

/// <summary>API Gateway's control API of HTTP and WebSocket APIs (rules APIGW-HTTP-CONTROL, WSS-CONTROL).</summary>
internal sealed class HttpApiWire() : TableService(HttpApiShapes.Service, WireProtocol.RestJson, [.. HttpApiOperations.All, .. HttpApiParts.All, .. RouteResponseOperations.All, .. HttpDomainOperations.All])
{
    public override string SigningName => "apigateway";

    protected override string Title => "API Gateway's HTTP and WebSocket APIs";

    // REST APIs sign for the same service.
    protected override bool IsOwn(RequestParts parts) => parts.Path.StartsWith("/v2/", StringComparison.Ordinal);

    protected override WireFault Violated(string message) => new(new WireError("BadRequestException"), message);

    public static TableOperation Of(string name, Func<TableCall, JsonObject?> work) => new(HttpApiShapes.Find(name), work);

    public static TableOperation Refused(string name) => Of(name, _ => throw ApiGatewayException.Unsupported(name));

    public static HttpApiService At(TableCall call) => call.World.Book<HttpApiBook>().At(call.Caller.Account, call.Caller.Region);

    public static StoredHttpApi Api(TableCall call) => At(call).Api(call.Text("apiId")!);

    public static JsonObject Copy(JsonObject document) => document.DeepClone().AsObject();

    public static JsonNode Now(TableCall call) => Timestamps.Write(At(call).Now);

    /// <summary>What a document is with the members that a request says.</summary>
    public static JsonObject With(JsonObject document, TableCall call, params IEnumerable<string> names)
    {
        var changed = Copy(document);
        foreach (var name in names.Where(n => call.Input[n] is not null))
        {
            changed[name] = call.Input[name]!.DeepClone();
        }

        return changed;
    }

    public static JsonObject Page(TableCall call, IEnumerable<(string Key, JsonObject Item)> items)
    {
        var limit = int.TryParse(call.Text("maxResults"), System.Globalization.CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, 500) : 500;
        var (page, next) = TokenPage.Of(items.OrderBy(static i => i.Key, StringComparer.Ordinal), call.Text("nextToken"), limit) ?? throw ApiGatewayException.Bad("Invalid next token specified");
        var document = new JsonObject { ["items"] = new JsonArray([.. page]) };
        if (next is not null)
        {
            document["nextToken"] = next;
        }

        return document;
    }

    /// <summary>Stages that deploy by themselves take up what has changed.</summary>
    public static void Changed(TableCall call, StoredHttpApi api) =>
        api.Changed(() => new JsonObject { ["createdDate"] = Now(call), ["autoDeployed"] = true, ["description"] = "Automatic deployment triggered by changes to the Api configuration" });
}
