using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Topics;

/// <summary>The topics of one simulation: SNS of each account and region.</summary>
/// <param name="host">Clock, seed and log.</param>
/// <param name="courier">Hands notifications over.</param>
/// <param name="latency">From publishing to the first attempt to hand over. Chosen: AWS publishes none (rule SNS-LATENCY).</param>
internal sealed class TopicBook(INeighbourHost host, Courier courier, Duration latency) : RegionalBook<TopicService>
{
    public INeighbourHost Host => host;

    public Courier Courier => courier;

    public Duration Latency => latency;

    /// <summary>Told of subscriptions that code makes; null: nobody asks.</summary>
    public Action<PlannedSubscription>? Planned { get; set; }

    /// <summary>A topic by its ARN; null: there is none.</summary>
    public override Topic? Find(Arn arn) => Existing(arn)?.Find(arn);

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.Notes);

    protected override TopicService Make(string account, string region) => new(account, region, this);
}
