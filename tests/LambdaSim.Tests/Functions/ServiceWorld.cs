using LambdaSim.Functions;

namespace LambdaSim.Tests.Functions;

/// <summary>A control plane on a clock that a test moves by hand, beside resources that it names.</summary>
internal sealed class ServiceWorld : IServiceHost
{
    private readonly List<(Instant At, Action Transition)> _later = [];

    public ServiceWorld(string region = "us-east-1") => Service = new LambdaService(Plane = new ControlPlane(new ServiceAddress("111111111111", region), this), this);

    public LambdaService Service { get; }

    public ControlPlane Plane { get; }

    /// <summary>Why environments of a version cannot be prepared.</summary>
    public Func<VersionEntry, string?> ProvisioningFailure { get; set; } = static _ => null;

    public Instant Now { get; private set; } = Instant.FromUtc(2026, 1, 2, 3, 4, 5);

    public ulong Seed => 1;

    /// <summary>ARNs of resources that exist elsewhere.</summary>
    public HashSet<string> Existing { get; } = new(StringComparer.Ordinal);

    public bool Exists(string arn) => Existing.Contains(arn);

    public void Provision(ServiceAddress address, FunctionEntry function, VersionEntry version, int concurrency, Action<string?> ready) => ready(ProvisioningFailure(version));

    public void After(Duration delay, Action transition) => _later.Add((Now + delay, transition));

    /// <summary>Lets time pass: what is due happens, in order of its time, at one time in order of its beginning. What is due now happens too.</summary>
    public ServiceWorld Advance(Duration time)
    {
        var until = Now + time;
        while (_later.Where(l => l.At <= until).OrderBy(l => l.At).Select(l => (Found: true, Next: l)).FirstOrDefault() is (true, var next))
        {
            _later.Remove(next);
            Now = next.At > Now ? next.At : Now;
            next.Transition();
        }

        Now = until;
        return this;
    }

    /// <summary>Lets what is due happen.</summary>
    public ServiceWorld Settle() => Advance(Duration.Zero);
}
