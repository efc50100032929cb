using LambdaSim.Functions;
using LambdaSim.Resources;
using LambdaSim.Tests.Resources;

namespace LambdaSim.Tests.Functions;

/// <summary>A control plane on a clock that a test moves by hand, beside resources that it names.</summary>
internal sealed class ServiceWorld : IServiceHost
{
    private readonly HandClock _clock = new();

    public ServiceWorld(string region = "us-east-1")
    {
        Service = new LambdaService(Plane = new ControlPlane(new ServiceAddress("111111111111", region), this), this);
        foreach (var service in new[] { "dynamodb", "ec2", "kinesis", "lambda", "s3", "sqs" })
        {
            Directory.Register(service, new FoundBook(arn => Existing.Contains(arn.ToString()) || Plane.Knows(arn) ? new Found(arn, Visibility) : null));
        }
    }

    public LambdaService Service { get; }

    public ControlPlane Plane { get; }

    /// <summary>Why environments of a version cannot be prepared.</summary>
    public Func<VersionEntry, string?> ProvisioningFailure { get; set; } = static _ => null;

    public Instant Now => _clock.Now;

    public ulong Seed => 1;

    /// <summary>ARNs of resources that exist elsewhere.</summary>
    public HashSet<string> Existing { get; } = new(StringComparer.Ordinal);

    /// <summary>Visibility timeout of all queues.</summary>
    public Duration? Visibility { get; set; }

    public ResourceDirectory Directory { get; } = new();

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

    private sealed record Found(Arn Arn, Duration? Visibility) : ISource, ISink
    {
        public string Kind => "resource";

        public string Name => Arn.Resource;

        public int MaxBytes => 0;

        public Taken Take(Delivery delivery) => Taken.Refused;
    }
}
