using System.Text.Json.Nodes;
using LambdaSim.Neighbours.HttpApis;
using LambdaSim.Neighbours.RestApis;
using static LambdaSim.Wire.ApiGatewayV2.HttpApiWire;

namespace LambdaSim.Wire.ApiGatewayV2;

/// <summary>What routes of WebSocket APIs answer messages with (rule WSS-CONTROL).</summary>
internal static class RouteResponseOperations
{
    private static IEnumerable<string> Names => HttpApiShapes.Response.Members.Select(static m => m.Name);

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Of("CreateRouteResponse", static c => Put(c, null)),
        Of("GetRouteResponses", static c => Page(c, Api(c).Responses.Where(r => r.Value.RouteId == Route(c)).Select(static r => (r.Key, Copy(r.Value.Document))))),
        Of("GetRouteResponse", static c => Copy(Find(c).Document)),
        Of("UpdateRouteResponse", static c => Put(c, Find(c).Document)),
        Of("DeleteRouteResponse", static c =>
        {
            _ = Find(c);
            Api(c).Responses.Remove(c.Text("routeResponseId")!);
            Changed(c, Api(c));
            return null;
        }),
        Refused("CreateIntegrationResponse"),
        Refused("CreateModel"),
    ];

    private static JsonObject Put(TableCall call, JsonObject? old)
    {
        var (api, route, id) = (Api(call), Route(call), (string?)old?["routeResponseId"]);
        var document = With(old ?? [], call, Names);
        SocketRules.Response(api, route, id, document);
        document["routeResponseId"] = id ??= api.NewId("RouteResponse");
        api.Responses[id] = new RouteResponse(route, document);
        Changed(call, api);
        return Copy(document);
    }

    private static string Route(TableCall call) => call.Text("routeId")! is var id && !Api(call).IsSocket ? throw ApiGatewayException.Bad("Route responses are supported only for WebSocket APIs")
        : Api(call).Routes.ContainsKey(id) ? id : throw ApiGatewayException.Missing("Invalid Route identifier specified");

    private static RouteResponse Find(TableCall call) => Route(call) is var route && Api(call).Responses.GetValueOrDefault(call.Text("routeResponseId")!) is { } found && found.RouteId == route ? found
        : throw ApiGatewayException.Missing("Invalid RouteResponse identifier specified");
}
