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

    public SortedDictionary<string, HttpDomain> Domains { get; } = new(StringComparer.Ordinal);

    public Instant Now => place.Host.Now;

    public StoredHttpApi Create(JsonObject document)
    {
        var id = ProxyEvent.Identifier(Configuration.Text.Invariant($"httpapi/{place.AccountId}/{place.Region}/{_numbers++}/made"));
        document["apiId"] = id;
        document["apiEndpoint"] = $"{((string?)document["protocolType"] == StoredHttpApi.Socket ? "wss" : "https")}://{id}.execute-api.{place.Region}.amazonaws.com";
        return Apis[id] = new StoredHttpApi(place, id, document);
    }

    /// <exception cref="ApiGatewayException">A domain name leads to it.</exception>
    public void Remove(StoredHttpApi api)
    {
        CheckFree(api.Id, null);
        api.Stages.Keys.ToList().ForEach(s => api.RemoveStage(s));
        Apis.Remove(api.Id);
    }

    /// <exception cref="ApiGatewayException">A domain name leads to an API, or to a stage of it.</exception>
    public void CheckFree(string api, string? stage)
    {
        if (Domains.Values.Any(d => d.LeadsTo(api, stage)))
        {
            throw ApiGatewayException.Bad($"Deleting {(stage is null ? "API" : "stage")} failed. Please remove all API mappings related to it in your domain names.");
        }
    }

    public string NewDomainId() => ProxyEvent.Identifier(Configuration.Text.Invariant($"httpdomain/{place.AccountId}/{place.Region}/{_numbers++}/made"));

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public HttpDomain Domain(string name) => Domains.GetValueOrDefault(name) ?? throw ApiGatewayException.Missing("Invalid domain name identifier specified");

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => Apis.Values.SelectMany(StoredHttpApiNotes.Of).Concat(Domains.Keys.Select(static d => $"domain name {d}: its certificate and TLS"));

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public StoredHttpApi Api(string id) => Apis.GetValueOrDefault(id) ?? throw ApiGatewayException.Missing("Invalid API identifier specified");
}
