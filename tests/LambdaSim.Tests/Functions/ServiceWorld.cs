using LambdaSim.Functions;

namespace LambdaSim.Tests.Functions;

/// <summary>A control plane on a clock that a test moves by hand, beside resources that it names.</summary>
internal sealed class ServiceWorld : IServiceHost
{
    private readonly HandClock _clock = new();

    public ServiceWorld(string region = "us-east-1") => Service = new LambdaService(Plane = new ControlPlane(new ServiceAddress("111111111111", region), this), this);

    public LambdaService Service { get; }

    public ControlPlane Plane { get; }

    /// <summary>Why environments of a version cannot be prepared.</summary>
    public Func<VersionEntry, string?> ProvisioningFailure { get; set; } = static _ => null;

    public Instant Now => _clock.Now;

    public ulong Seed => 1;

    /// <summary>ARNs of resources that exist elsewhere.</summary>
    public HashSet<string> Existing { get; } = new(StringComparer.Ordinal);

    public bool Exists(string arn) => Existing.Contains(arn);

    /// <summary>Visibility timeout of all queues.</summary>
    public Duration? Visibility { get; set; }

    public Duration? VisibilityOf(string queueArn) => Visibility;

    public void Provision(ServiceAddress address, FunctionEntry function, VersionEntry version, int concurrency, Action<string?> ready) => ready(ProvisioningFailure(version));

    public void After(Duration delay, Action transition) => _clock.After(delay, transition);

    /// <summary>Lets time pass.</summary>
    public ServiceWorld Advance(Duration time)
    {
        _clock.Advance(time);
        return this;
    }

    /// <summary>Lets what is due happen.</summary>
    public ServiceWorld Settle() => Advance(Duration.Zero);
}
