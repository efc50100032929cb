using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>The REST APIs that requests made, of all accounts and Regions.</summary>
internal sealed class ApiBook(INeighbourHost host) : RegionalBook<ApiService>
{
    public const string Arns = "apigateway";


    /// <summary>Who answers for a host or its first label; null: nobody.</summary>
    public IHttpFront? Front(string name) => Services.Select(s => s.Front(name)).FirstOrDefault(static f => f is not null);

    public override IResource? Find(Arn arn) => null;

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.Notes);

    protected override ApiService Make(string account, string region) => new(FrontPlace.OfRequests(host, account, region));
}
