using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>The HTTP APIs that requests made, of all accounts and Regions.</summary>
internal sealed class HttpApiBook(INeighbourHost host) : IResourceBook
{
    public const string Arns = "execute-api";

    private readonly SortedDictionary<string, HttpApiService> _services = new(StringComparer.Ordinal);

    public HttpApiService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            // A client of C# has an API of C#'s.
            _services.Add(key, service = new HttpApiService(new FrontPlace(
                host, account, region, static f => throw new NotSupportedException($"{f.Domain} has no client of its own"), static (words, _) => throw new NotSupportedException($"{words} has no client of its own"))));
        }

        return service;
    }

    /// <summary>Who answers for a host or its first label; null: nobody.</summary>
    public IHttpFront? Front(string name) => _services.Values.SelectMany(static s => s.Apis.Values).FirstOrDefault(a => FrontHost.Is(a.Domain, name));

    public IResource? Find(Arn arn) => null;

    public IEnumerable<string> Notes => _services.Values.SelectMany(static s => s.Apis.Values).SelectMany(StoredHttpApiNotes.Of);
}
