using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Topics;

/// <summary>The topics of one simulation: SNS of each account and region.</summary>
internal sealed class TopicBook(INeighbourHost host, Courier courier) : IResourceBook
{
    private readonly SortedDictionary<string, TopicService> _services = new(StringComparer.Ordinal);

    public INeighbourHost Host => host;

    public Courier Courier => courier;

    /// <summary>From publishing to the first attempt to hand over. Chosen: AWS publishes none (rule SNS-LATENCY).</summary>
    public Duration Latency { get; init; } = Duration.FromMilliseconds(30);

    /// <summary>Told of subscriptions that code makes; null: nobody asks.</summary>
    public Action<PlannedSubscription>? Planned { get; set; }

    public TopicService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = new TopicService(account, region, this));
        }

        return service;
    }

    /// <summary>A topic by its ARN; null: there is none.</summary>
    public Topic? Find(Arn arn) => _services.GetValueOrDefault($"{arn.Account}/{arn.Region}")?.Find(arn);

    IResource? IResourceBook.Find(Arn arn) => Find(arn);

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => _services.Values.SelectMany(static s => s.Notes);
}
