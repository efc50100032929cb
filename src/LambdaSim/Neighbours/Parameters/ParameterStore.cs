namespace LambdaSim.Neighbours.Parameters;

/// <summary>Parameter Store of an account and region, as tests and handlers reach it without a client.</summary>
public sealed class ParameterStore
{
    private static readonly SortedDictionary<string, string> _noTags = new(StringComparer.Ordinal);

    private readonly ParameterService _service;

    internal ParameterStore(ParameterService service) => _service = service;

    /// <summary>
    /// The value of a parameter, secure strings in clear. Setting it makes a version: a new parameter is a <c>String</c>, one that exists keeps its type.
    /// </summary>
    /// <param name="name">Such as <c>/orders/table</c>; to read also <c>NAME:VERSION</c> and <c>NAME:LABEL</c>.</param>
    /// <exception cref="AwsServiceException">There is none of this name, or Parameter Store would refuse name or value.</exception>
    /// <example>
    /// <code>
    /// simulation.Parameters["/orders/table"] = "orders-7";
    /// </code>
    /// </example>
    public string this[string name]
    {
        get => _service.Host.Do(ParameterService.Arns, "GetParameter", Given(name), (Service: _service, Name: name), static s => s.Service.Get(s.Name).Version.Value);
        set => Put(name, value, null);
    }

    /// <summary>The names, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _service.All.Select(static p => p.Name)];

    /// <summary>
    /// How many requests that read Parameter Store takes of handlers' clients in a second, before it answers <c>ThrottlingException</c>; null: any number. AWS's default
    /// is 40, with higher throughput 10,000 (rule SSM-RATE). Clients outside are not counted: between their requests no virtual time passes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? ReadsPerSecond
    {
        get => _service.ReadsPerSecond;
        set => _service.ReadsPerSecond = value is < 1 ? throw new ArgumentOutOfRangeException(nameof(value), value, "ReadsPerSecond must be 1 or more") : value;
    }

    /// <summary>Puts a secure string: readers who do not ask for decryption get a cipher text.</summary>
    /// <exception cref="AwsServiceException">Parameter Store would refuse name or value, or the parameter has another type.</exception>
    public void PutSecure(string name, string value) => Put(name, value, ParameterSettings.Secure);

    /// <summary>Whether there is one of this name.</summary>
    public bool Contains(string name) => _service.Find(Given(name)) is not null;

    /// <summary>Deletes one with all of its versions.</summary>
    /// <returns>False: there was none.</returns>
    public bool Remove(string name) => _service.Remove(Given(name));

    internal void Put(string name, string value, string? type)
    {
        ArgumentNullException.ThrowIfNull(value);
        var present = _service.Find(Given(name));
        var settings = new ParameterSettings { Type = type ?? (present is null ? ParameterSettings.Plain : "") };
        _service.Host.Do(
            ParameterService.Arns, "PutParameter", name, (Service: _service, Name: name, Value: value, Overwrites: present is not null, Settings: settings),
            static s => s.Service.Put(s.Name, s.Value, null, s.Overwrites, s.Settings, _noTags));
        Changed?.Invoke(name, value, type);
    }

    /// <summary>Told what was put, for the world's plan.</summary>
    internal Action<string, string, string?>? Changed { get; init; }

    private static string Given(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }
}
