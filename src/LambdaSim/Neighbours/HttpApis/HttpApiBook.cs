using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>The HTTP and WebSocket APIs that requests made, of all accounts and Regions.</summary>
internal sealed class HttpApiBook(INeighbourHost host) : RegionalBook<HttpApiService>
{
    public const string Arns = "execute-api";


    /// <summary>Who answers for a host or its first label; null: nobody.</summary>
    public IHttpFront? Front(string name) => Services.SelectMany(static s => s.Apis.Values).FirstOrDefault(a => FrontHost.Is(a.Domain, name))
        ?? (IHttpFront?)Services.SelectMany(static s => s.Domains.Values).FirstOrDefault(d => d.Domain.Equals(FrontHost.WithoutPort(name), StringComparison.OrdinalIgnoreCase));

    /// <summary>The stage of a WebSocket API of an account and Region, by the API's id or name; null: requests made no such API.</summary>
    /// <exception cref="ArgumentException">There are several, or no such stage.</exception>
    public WebSocketApi? Socket(string account, string region, string name, string? stage)
    {
        var apis = At(account, region).Apis.Values.Where(static a => a.IsSocket).ToList();
        var found = apis.Where(a => a.Id == name).Concat(apis.Where(a => a.Name == name && a.Id != name)).ToList();
        if (found.Count == 0)
        {
            return null;
        }

        if (found.Count > 1 && found[0].Id != name)
        {
            throw new ArgumentException($"{Configuration.Text.Of(found.Count)} WebSocket APIs have the name {name}: ask by id, such as {found[0].Id}", nameof(name));
        }

        var stages = found[0].Stages.Where(s => stage is null || s.Key == stage).ToList();
        return stages.Count == 1 ? (WebSocketApi)stages[0].Value.Front
            : throw new ArgumentException(stages.Count == 0 ? $"WebSocket API '{name}' has no stage {stage}: make it with CreateStage" : $"WebSocket API '{name}' has the stages {string.Join(", ", stages.Select(static s => s.Key))}: say which", nameof(stage));
    }

    public override IResource? Find(Arn arn) => null;

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.Notes);

    protected override HttpApiService Make(string account, string region) => new(FrontPlace.OfRequests(host, account, region));
}
