using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Parameters;

/// <summary>Parameter Store of one simulation: of each account and region.</summary>
internal sealed class ParameterBook(INeighbourHost host) : IResourceBook
{
    private readonly SortedDictionary<string, ParameterService> _services = new(StringComparer.Ordinal);

    public ParameterService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = new ParameterService(account, region, host));
        }

        return service;
    }

    public IResource? Find(Arn arn) => _services.GetValueOrDefault($"{arn.Account}/{arn.Region}")?.Find(arn);

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => _services.Values.SelectMany(static s => s.All).Where(static p => p.Latest.Settings.Policies is { Length: > 2 }).Select(static p => $"parameter {p.Name}: its policies neither expire it nor notify");
}
