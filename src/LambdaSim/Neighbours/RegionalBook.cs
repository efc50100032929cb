using LambdaSim.Resources;

namespace LambdaSim.Neighbours;

/// <summary>A service of one simulation: it is made anew for each account and Region that somebody asks for.</summary>
/// <typeparam name="T">The service in one account and Region.</typeparam>
internal abstract class RegionalBook<T> : IResourceBook
    where T : class
{
    private readonly SortedDictionary<string, T> _services = new(StringComparer.Ordinal);

    /// <summary>What was asked for and is not acted on.</summary>
    public abstract IEnumerable<string> Notes { get; }

    /// <summary>Those that somebody has asked for, in the order of accounts and Regions.</summary>
    protected IEnumerable<T> Services => _services.Values;

    /// <summary>The service of an account and Region.</summary>
    public T At(string account, string region)
    {
        var key = Key(account, region);
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = Make(account, region));
        }

        return service;
    }

    /// <summary>Null: nobody has asked for it.</summary>
    public T? Existing(string account, string region) => _services.GetValueOrDefault(Key(account, region));

    public abstract IResource? Find(Arn arn);

    /// <summary>The service where an ARN says; null: nobody has asked for it.</summary>
    protected T? Existing(Arn arn) => Existing(arn.Account, arn.Region);

    protected abstract T Make(string account, string region);

    private static string Key(string account, string region) => $"{account}/{region}";
}
