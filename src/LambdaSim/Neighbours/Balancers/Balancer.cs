using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Randomness;

namespace LambdaSim.Neighbours.Balancers;

/// <summary>A rule of a listener.</summary>
internal sealed class BalancerRule(string arn, int? priority, IReadOnlyList<JsonObject> conditions, JsonArray actions)
{
    public string Arn => arn;

    /// <summary>Null: the default, which comes last.</summary>
    public int? Priority { get; set; } = priority;

    public IReadOnlyList<JsonObject> Conditions { get; set; } = conditions;

    public JsonArray Actions { get; set; } = actions;

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}

/// <summary>A listener, with its rules by priority.</summary>
internal sealed class Listener(string arn, Balancer balancer, JsonObject document)
{
    public string Arn => arn;

    public Balancer Balancer => balancer;

    public JsonObject Document { get; set; } = document;

    public int Port => (int)Document[nameof(Port)]!;

    public List<BalancerRule> Rules { get; } = [];

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public IEnumerable<BalancerRule> Ordered => Rules.OrderBy(static r => r.Priority ?? int.MaxValue);
}

/// <summary>An Application Load Balancer that a request made, and its way to its targets (rule ALB-LISTENER).</summary>
internal sealed class Balancer(INeighbourHost host, BalancerService service, JsonObject document) : IHttpFront
{
    private ulong _draws;

    public JsonObject Document { get; } = document;

    public string Arn => (string)Document["LoadBalancerArn"]!;

    public string Name => (string)Document["LoadBalancerName"]!;

    public string Domain => (string)Document["DNSName"]!;

    /// <summary>In the order in which they were made.</summary>
    public List<Listener> Listeners { get; } = [];

    /// <summary>What differs from the defaults.</summary>
    public SortedDictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public void Take(FrontRequest request, Action<FrontAnswer> answered) => host.Later(BalancerCall.Latency, () => Serve(request, answered), keepsAlive: true);

    private void Serve(FrontRequest request, Action<FrontAnswer> answered)
    {
        if (BalancerCall.Refusal(request) is { } refusal)
        {
            answered(refusal);
            return;
        }

        // The host's port names the listener; where none has it, the lowest port takes the request.
        var colon = request.Host.LastIndexOf(':');
        var port = colon >= 0 ? request.Host[(colon + 1)..] : "";
        var listener = Listeners.Find(l => Configuration.Text.Of(l.Port) == port) ?? Listeners.MinBy(static l => l.Port);
        if (listener?.Ordered.FirstOrDefault(r => r.Conditions.All(c => RuleConditions.Meets(c, request))) is { } rule)
        {
            RuleActions.Do(rule.Actions, request, service, listener.Document, Draw, answered);
        }
        else
        {
            answered(BalancerCall.Unavailable());
        }
    }

    private ulong Draw(ulong total) => Randomness.Draw.Bits(host.Seed, Purpose.TargetWeight, StableHash.Of(Arn), _draws++) % total;
}
