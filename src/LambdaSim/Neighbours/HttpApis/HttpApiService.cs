using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.RestApis;
using NodaTime;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>API Gateway's HTTP APIs of one account and Region (rule APIGW-HTTP-CONTROL).</summary>
internal sealed class HttpApiService(FrontPlace place)
{
    private int _numbers;

    public SortedDictionary<string, StoredHttpApi> Apis { get; } = new(StringComparer.Ordinal);

    public Instant Now => place.Host.Now;

    public StoredHttpApi Create(JsonObject document)
    {
        var id = ProxyEvent.Identifier(Configuration.Text.Invariant($"httpapi/{place.AccountId}/{place.Region}/{_numbers++}/made"));
        document["apiId"] = id;
        document["apiEndpoint"] = $"{((string?)document["protocolType"] == StoredHttpApi.Socket ? "wss" : "https")}://{id}.execute-api.{place.Region}.amazonaws.com";
        return Apis[id] = new StoredHttpApi(place, id, document);
    }

    public void Remove(StoredHttpApi api)
    {
        api.Stages.Keys.ToList().ForEach(s => api.RemoveStage(s));
        Apis.Remove(api.Id);
    }

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public StoredHttpApi Api(string id) => Apis.GetValueOrDefault(id) ?? throw ApiGatewayException.Missing("Invalid API identifier specified");
}
