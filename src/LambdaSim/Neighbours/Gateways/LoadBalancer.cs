using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>An Application Load Balancer whose target groups are functions.</summary>
/// <example>
/// <code>
/// var web = simulation.LoadBalancer("web");
/// web.Forward(new ListenerRule("/api/*"), api);
/// web.Forward(new ListenerRule(), pages);
/// </code>
/// </example>
public sealed class LoadBalancer : IPlannedFront
{
    private readonly FrontPlace _place;
    private readonly List<Target> _targets = [];
    private readonly List<(string Path, TimeLength Interval)> _checks = [];
    private int _groups;

    internal LoadBalancer(FrontPlace place, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _place = place;
        Name = name;
        Domain = $"{name.ToLowerInvariant()}-{ProxyEvent.Identifier($"alb/{place.AccountId}/{place.Region}/{name}")}.{place.Region}.elb.amazonaws.com";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its host name.</summary>
    public string Domain { get; }

    /// <summary>How long the load balancer itself takes. AWS publishes none; 5 ms (rule ALB-LATENCY).</summary>
    public TimeLength Latency { get; set; } = BalancerCall.Latency;

    /// <summary>Adds a rule after those that are there; the first that matches forwards.</summary>
    /// <param name="rule">What it matches.</param>
    /// <param name="function">The target group's one function.</param>
    /// <param name="multiValueHeaders">AWS's <c>lambda.multi_value_headers.enabled</c>: event and answer have maps of lists.</param>
    public void Forward(ListenerRule rule, IDestinationTarget function, bool multiValueHeaders = false)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(function);
        var group = ProxyEvent.Identifier(Configuration.Text.Invariant($"{Name}/{_groups}"));
        _targets.Add(new Target(rule, function.Arn, new Arn("aws", "elasticloadbalancing", _place.Region, _place.AccountId, $"targetgroup/{Name}-{Configuration.Text.Of(_groups++)}/{group}").ToString(), multiValueHeaders));
    }

    /// <summary>Invokes the function of each target group as the health check does, and again after each interval. Each check is an invocation, and billed (rule ALB-HEALTH).</summary>
    /// <param name="path">The path that is asked for.</param>
    /// <param name="interval">35 s is AWS's default for functions; at least 5 s.</param>
    public void CheckHealth(string path, TimeLength interval)
    {
        if (interval.ToDuration() < Duration.FromSeconds(5))
        {
            throw new ArgumentOutOfRangeException(nameof(interval), "AWS checks at most every 5 s");
        }

        _checks.Add((path, interval));
        foreach (var target in _targets)
        {
            Check(target, path, interval.ToDuration());
        }
    }

    /// <summary>A client of it. What it sends runs through the functions on virtual time: await it inside <c>Run</c> or a handler.</summary>
    public HttpClient CreateClient() => _place.Client(this);

    IEnumerable<string> IPlannedFront.Notes => [];

    IPlannedFront IPlannedFront.Again(FrontPlace place)
    {
        var again = new LoadBalancer(place, Name) { Latency = Latency, _groups = _groups };
        again._targets.AddRange(_targets);
        _checks.ForEach(c => again.CheckHealth(c.Path, c.Interval));
        return again;
    }

    void IHttpFront.Take(FrontRequest request, Action<FrontAnswer> answered) => _place.Host.Later(Latency.ToDuration(), () => Serve(request, answered), keepsAlive: true);

    private void Serve(FrontRequest request, Action<FrontAnswer> answered)
    {
        if (BalancerCall.Refusal(request) is { } refusal)
        {
            answered(refusal);
        }
        else if (_targets.Find(t => t.Rule.Matches(request)) is { } target)
        {
            Call(target, request, answered);
        }
        else
        {
            answered(BalancerCall.Unavailable());
        }
    }

    private void Call(Target target, FrontRequest request, Action<FrontAnswer> answered) =>
        BalancerCall.Send(_place.Host, target.Function, target.GroupArn, target.IsMultiValue, request, answered);

    private void Check(Target target, string path, Duration interval) => _place.Host.Later(interval, () =>
    {
        Call(target, BalancerCall.HealthCheck(path) with { Host = Domain }, static _ => { });
        Check(target, path, interval);
    }, keepsAlive: false);

    private sealed record Target(ListenerRule Rule, string Function, string GroupArn, bool IsMultiValue);
}
