namespace LambdaSim.Neighbours.Secrets;

/// <summary>Secrets Manager of an account and region, as tests and handlers reach it without a client.</summary>
public sealed class SecretStore
{
    private static readonly SortedDictionary<string, string> _noTags = new(StringComparer.Ordinal);

    private readonly SecretService _service;

    internal SecretStore(SecretService service) => _service = service;

    /// <summary>The current text of a secret. Setting it creates the secret or makes a version: the one before is then the previous one.</summary>
    /// <param name="name">Such as <c>orders/database</c>; to read also the ARN.</param>
    /// <exception cref="AwsServiceException">There is none, it has bytes, it is marked for deletion, or Secrets Manager would refuse name or value.</exception>
    /// <example>
    /// <code>
    /// simulation.Secrets["orders/database"] = """{"user":"orders","password":"xyz"}""";
    /// </code>
    /// </example>
    public string this[string name]
    {
        get => _service.Host.Do(SecretService.Arns, "GetSecretValue", Given(name), (Service: _service, Name: name), static s => s.Service.Value(s.Service.Get(s.Name), null, null)).Text ?? throw SecretException.NoValue("SecretString");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (Contains(name))
            {
                _service.Host.Do(SecretService.Arns, "PutSecretValue", name, (Service: _service, Name: name, Value: value), static s => s.Service.Put(s.Service.Get(s.Name), null, s.Value, null, []));
            }
            else
            {
                _service.Create(name, null, value, null, _noTags);
            }

            Changed?.Invoke(name, value);
        }
    }

    /// <summary>The names of secrets that are not marked for deletion, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _service.All.Where(static s => s.DeletedAt is null).Select(static s => s.Name)];

    /// <summary>
    /// How many requests that read values Secrets Manager takes of handlers' clients in a second, before it answers <c>ThrottlingException</c>; null: any number. AWS's
    /// limit is 10,000 (rule SEC-RATE).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? ReadsPerSecond
    {
        get => _service.ReadsPerSecond;
        set => _service.ReadsPerSecond = value is < 1 ? throw new ArgumentOutOfRangeException(nameof(value), value, "ReadsPerSecond must be 1 or more") : value;
    }

    /// <summary>The text that a secret had before its current one.</summary>
    /// <exception cref="AwsServiceException">There is none.</exception>
    public string Previous(string name) => _service.Value(_service.Get(Given(name)), null, Secret.Previous).Text ?? throw SecretException.NoValue("SecretString");

    /// <summary>The ARN of a secret.</summary>
    /// <exception cref="AwsServiceException">There is none.</exception>
    public string ArnOf(string name) => _service.Any(Given(name)).Arn.ToString();

    /// <summary>Whether there is one of this name that is not marked for deletion.</summary>
    public bool Contains(string name) => _service.All.Any(s => s.Name == Given(name) && s.DeletedAt is null);

    /// <summary>Deletes one at once, without a recovery window.</summary>
    /// <exception cref="AwsServiceException">There is none.</exception>
    public void Remove(string name) => _service.Delete(_service.Get(Given(name)), null, isForced: true);

    /// <summary>Told what was put, for the world's plan.</summary>
    internal Action<string, string>? Changed { get; init; }

    private static string Given(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }
}
