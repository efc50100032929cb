using System.Text.Json.Nodes;
using LambdaSim.Neighbours.RestApis;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.ApiGateway;

/// <summary>API Gateway's control API of REST APIs (rule APIGW-CONTROL).</summary>
internal sealed class ApiGatewayWire() : TableService(ApiGatewayShapes.Service, WireProtocol.RestJson, [.. ApiOperations.All, .. MethodOperations.All, .. StageOperations.All, .. KeyOperations.All, .. DomainOperations.All])
{
    private const int MostListed = 500, UsuallyListed = 25;

    public override string SigningName => "apigateway";

    protected override string Title => "API Gateway";

    // HTTP and WebSocket APIs sign for the same service.
    protected override bool IsOwn(RequestParts parts) => !parts.Path.StartsWith("/v2/", StringComparison.Ordinal);

    protected override WireFault Violated(string message) => new(new WireError("BadRequestException"), message);

    public static TableOperation Of(string name, Func<TableCall, JsonObject?> work) => new(ApiGatewayShapes.Find(name), work);

    public static TableOperation Refused(string name) => Of(name, _ => throw ApiGatewayException.Unsupported(name));

    public static ApiService At(TableCall call) => call.World.Book<ApiBook>().At(call.Caller.Account, call.Caller.Region);

    public static Api Api(TableCall call) => At(call).Api(call.Text("restApiId")!);

    public static JsonObject? Done(Action work)
    {
        work();
        return null;
    }

    public static IEnumerable<JsonObject> Patches(TableCall call) => call.Objects("patchOperations");

    /// <summary>Of what an answer shows, so that it is no part of what is kept.</summary>
    public static JsonObject Copy(JsonObject document) => document.DeepClone().AsObject();

    /// <summary>The members of a request that a document keeps.</summary>
    public static JsonObject Kept(TableCall call, params IEnumerable<string> names) =>
        new(names.Where(n => call.Input[n] is not null).Select(n => KeyValuePair.Create(n, call.Input[n]?.DeepClone())));

    public static JsonObject Page(TableCall call, IEnumerable<(string Key, JsonObject Item)> items)
    {
        var limit = Math.Clamp(call.Number("limit") ?? UsuallyListed, 1, MostListed);
        var (page, next) = TokenPage.Of(items.OrderBy(static i => i.Key, StringComparer.Ordinal), call.Text("position"), limit) ?? throw ApiGatewayException.Bad("Invalid position parameter specified");
        var document = new JsonObject { ["items"] = new JsonArray([.. page]) };
        if (next is not null)
        {
            document["position"] = next;
        }

        return document;
    }
}
