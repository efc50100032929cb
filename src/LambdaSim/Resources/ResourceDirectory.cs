namespace LambdaSim.Resources;

/// <summary>
/// What exists in one simulation, by ARN: the only answer to whether a resource is here. A service of the simulation registers once, with how it finds its own;
/// what belongs to other services was declared, or is taken to exist (rule CTL-RESOURCES).
/// </summary>
internal sealed class ResourceDirectory
{
    private readonly Dictionary<string, IResourceBook> _services = new(StringComparer.Ordinal);

    /// <summary>What exists of services that the simulation does not have.</summary>
    public DeclaredResources Declared => field ??= new();

    /// <summary>From now on a service of the simulation answers for its ARNs, in the place of whoever did.</summary>
    /// <param name="service">As ARNs have it.</param>
    /// <param name="book">Its resources.</param>
    public void Register(string service, IResourceBook book) => _services[service] = book;

    /// <summary>The resources of a service of the simulation, as the service itself has them.</summary>
    /// <exception cref="InvalidOperationException">The simulation does not have it.</exception>
    public T Book<T>()
        where T : class, IResourceBook => _services.Values.OfType<T>().SingleOrDefault() ?? throw new InvalidOperationException($"no service has registered a {typeof(T).Name}");

    /// <summary>The resource of an ARN; null: there is none, or it is no ARN.</summary>
    public IResource? Find(string? arn) => Arn.TryParse(arn, out var parsed) ? Find(parsed) : null;

    /// <summary>The resource of an ARN; null: there is none.</summary>
    public IResource? Find(Arn arn) => _services.TryGetValue(arn.Service, out var book) ? book.Find(arn) ?? (book.IsComplete ? Declared.Under(arn) : Declared.Find(arn)) : Declared.Find(arn);

    /// <summary>What takes deliveries at an ARN; null: nothing does.</summary>
    public ISink? Sink(string? arn) => Find(arn)?.Sink;

    /// <summary>What was asked of the simulation's services and is not acted on, by service.</summary>
    public IEnumerable<string> Notes => _services.OrderBy(static s => s.Key, StringComparer.Ordinal).SelectMany(static s => s.Value.Notes);

    /// <summary>Whether a service of the simulation answers for a service's ARNs.</summary>
    public bool Has(string service) => _services.ContainsKey(service);
}
