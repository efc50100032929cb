using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Topics;

/// <summary>The topics of one simulation: SNS of each account and region.</summary>
/// <param name="host">Clock, seed and log.</param>
/// <param name="courier">Hands notifications over.</param>
/// <param name="latency">From publishing to the first attempt to hand over. Chosen: AWS publishes none (rule SNS-LATENCY).</param>
internal sealed class TopicBook(INeighbourHost host, Courier courier, Duration latency) : IResourceBook
{
    private readonly SortedDictionary<string, TopicService> _services = new(StringComparer.Ordinal);

    public INeighbourHost Host => host;

    public Courier Courier => courier;

    public Duration Latency => latency;

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
