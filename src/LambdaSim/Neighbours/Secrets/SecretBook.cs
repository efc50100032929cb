using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Secrets;

/// <summary>Secrets Manager of one simulation: of each account and region.</summary>
internal sealed class SecretBook(INeighbourHost host) : IResourceBook
{
    private readonly SortedDictionary<string, SecretService> _services = new(StringComparer.Ordinal);

    public SecretService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = new SecretService(account, region, host));
        }

        return service;
    }

    public IResource? Find(Arn arn) => _services.GetValueOrDefault($"{arn.Account}/{arn.Region}")?.Find(arn);

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => _services.Values.SelectMany(static s => s.All).SelectMany(static s => new[]
    {
        s.Policy is null ? null : $"secret {s.Name}: its policy is kept, whoever asks, may",
        s.KmsKeyId is null ? null : $"secret {s.Name}: nothing is encrypted with its key",
    }).OfType<string>();
}
