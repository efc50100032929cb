using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Queues;

/// <summary>The queues of one simulation: SQS of each account and region.</summary>
internal sealed class QueueBook(INeighbourHost host) : IResourceBook
{
    private readonly SortedDictionary<string, QueueService> _services = new(StringComparer.Ordinal);
    private int _messages;

    public INeighbourHost Host => host;

    /// <summary>Where queues record what they do; null: the run's version of the rules records nothing of them, or the run is over.</summary>
    public INeighbourLog? Log { get; private set; } = host.Log;

    public QueueService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = new QueueService(account, region, this));
        }

        return service;
    }

    /// <summary>A queue by its ARN; null: there is none.</summary>
    public Queue? Find(Arn arn) => _services.GetValueOrDefault($"{arn.Account}/{arn.Region}")?.Find(arn);

    IResource? IResourceBook.Find(Arn arn) => Find(arn);

    /// <summary>The queues of all accounts and regions.</summary>
    public IEnumerable<Queue> All => _services.Values.SelectMany(static s => s.Queues);

    /// <summary>Told of each queue that is made; null: nobody asks.</summary>
    public Action<Queue>? Made { get; set; }

    /// <summary>A number for a message that a queue takes.</summary>
    public int NextMessage() => _messages++;

    /// <summary>The run ends: what is in the queues gets its fate.</summary>
    public void End()
    {
        foreach (var queue in All)
        {
            queue.RecordRest();
        }

        Log = null;
    }

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => _services.Values.SelectMany(static s => s.Notes);
}
