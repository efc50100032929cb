using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>The REST APIs that requests made, of all accounts and Regions.</summary>
internal sealed class ApiBook(INeighbourHost host) : IResourceBook
{
    public const string Arns = "apigateway";

    private readonly SortedDictionary<string, ApiService> _services = new(StringComparer.Ordinal);

    public ApiService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            // A client of C# has an API of C#'s.
            _services.Add(key, service = new ApiService(new FrontPlace(host, account, region, static f => throw new NotSupportedException($"{f.Domain} has no client of its own"), static (words, _) => throw new NotSupportedException($"{words} has no client of its own"))));
        }

        return service;
    }

    /// <summary>Who answers for a host or its first label; null: nobody.</summary>
    public IHttpFront? Front(string name) => _services.Values.Select(s => s.Front(name)).FirstOrDefault(static f => f is not null);

    public IResource? Find(Arn arn) => null;

    public IEnumerable<string> Notes => _services.Values.SelectMany(static s => s.Notes);
}
