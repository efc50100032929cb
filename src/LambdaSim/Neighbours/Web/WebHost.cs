using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Web;

/// <summary>A host outside AWS that the test stands in for: what it answers, after how long, and how often it fails.</summary>
public sealed record WebHost
{
    internal WebHost(string name, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) => (Name, Answer) = (name, answer);

    /// <summary>Its name, as in addresses: <c>api.stripe.com</c>, with a port where it is not the scheme's own.</summary>
    public string Name { get; }

    /// <summary>From a request to its answer, in virtual time. Default: 0.</summary>
    public TimeLength Latency { get; init; }

    /// <summary>Share of requests, 0 to 1, that end as <see cref="Failure"/> says, by draws of the simulation's seed. Default: 0.</summary>
    public double FailureRate { get; init; }

    /// <summary>How those end; another than the default wants a <see cref="FailureRate"/>. Default: <see cref="WebFailure.ServiceUnavailable"/>.</summary>
    public WebFailure Failure { get; init; }

    internal Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer { get; }

    internal WebHost Checked() => Latency.ToDuration() is var latency && (latency < NodaTime.Duration.Zero || latency > NodaTime.Duration.FromDays(1))
        ? throw new ArgumentOutOfRangeException(nameof(Latency), Text.Invariant($"{latency.TotalSeconds} s for {Name}; it must be between 0 and a day"))
        : FailureRate == 0 && Failure != default
        ? throw new ArgumentException(Text.Invariant($"{Name} fails as {Failure}, and no request of it fails: set {nameof(FailureRate)} too"), nameof(Failure))
        : FailureRate is >= 0 and <= 1 ? this
        : throw new ArgumentOutOfRangeException(nameof(FailureRate), Text.Invariant($"{FailureRate} for {Name}; it must be between 0 and 1"));
}

/// <summary>How a request to a <see cref="WebHost"/> fails.</summary>
public enum WebFailure
{
    /// <summary>Status 503, after the latency.</summary>
    ServiceUnavailable,

    /// <summary>The connection is refused at once: an <see cref="HttpRequestException"/>.</summary>
    Refused,

    /// <summary>No answer ever comes: the client's timeout ends it, or the function's.</summary>
    Silent,
}
