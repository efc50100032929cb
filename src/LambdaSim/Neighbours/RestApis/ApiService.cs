using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>API Gateway's REST APIs of one account and Region (rule APIGW-CONTROL).</summary>
internal sealed class ApiService(FrontPlace place)
{
    private int _numbers;

    public SortedDictionary<string, Api> Apis { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, StoredKey> Keys { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, StoredPlan> Plans { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ApiDomain> Domains { get; } = new(StringComparer.Ordinal);

    public Instant Now => place.Host.Now;

    public FrontPlace Place => place;

    public string NewId(string kind) => ProxyEvent.Identifier(Configuration.Text.Invariant($"{kind}/{place.AccountId}/{place.Region}/{_numbers++}/made"));

    public Api Create(JsonObject document)
    {
        var id = NewId("restapi");
        document["id"] = id;
        var api = new Api(place, id, document);
        Apis.Add(id, api);
        return api;
    }

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public Api Api(string id) => Apis.GetValueOrDefault(id) ?? throw ApiGatewayException.Missing($"Invalid API identifier specified {place.AccountId}:{id}");

    public void Delete(string id)
    {
        var api = Api(id);
        if (Domains.Values.Any(d => d.Mappings.Values.Any(m => m.ApiId == id)))
        {
            throw ApiGatewayException.Bad("Deleting REST API failed. Please remove all base path mappings related to the API in your domains.");
        }

        foreach (var plan in Plans.Values)
        {
            plan.Leave(id);
        }

        Apis.Remove(api.Id);
    }

    /// <summary>The plans that have a stage of an API.</summary>
    public IEnumerable<UsagePlan> PlansOf(string api, string stage) => Plans.Values.Where(p => p.Has(api, stage)).Select(static p => p.Plan);

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public StoredKey Key(string id) => Keys.GetValueOrDefault(id) ?? throw ApiGatewayException.Missing("Invalid API Key identifier specified");

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public StoredPlan Plan(string id) => Plans.GetValueOrDefault(id) ?? throw ApiGatewayException.Missing("Invalid Usage Plan ID specified");

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public ApiDomain DomainOf(string name) => Domains.GetValueOrDefault(name) ?? throw ApiGatewayException.Missing("Invalid domain name identifier specified");

    public IHttpFront? Front(string name) =>
        Apis.Values.FirstOrDefault(a => FrontHost.Is(a.Domain, name)) ?? (IHttpFront?)Domains.Values.FirstOrDefault(d => d.Domain.Equals(FrontHost.WithoutPort(name), StringComparison.OrdinalIgnoreCase));

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => Apis.Values.SelectMany(ApiNotes.Of).Concat(ApiNotes.Of(Keys.Values.Select(static k => k.Document).Concat(Plans.Values.Select(static p => p.Document)))).Concat(Domains.Keys.Select(static d => $"domain name {d}: its certificate and TLS"));
}
