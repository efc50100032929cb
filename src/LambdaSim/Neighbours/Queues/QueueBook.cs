using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Queues;

/// <summary>The queues of one simulation: SQS of each account and region.</summary>
internal sealed class QueueBook(INeighbourHost host) : RegionalBook<QueueService>
{
    private int _messages;

    public INeighbourHost Host => host;

    /// <summary>Where queues record what they do; null: the run's version of the rules records nothing of them, or the run is over.</summary>
    public INeighbourLog? Log { get; private set; } = host.Log;

    /// <summary>A queue by its ARN; null: there is none.</summary>
    public override Queue? Find(Arn arn) => Existing(arn)?.Find(arn);

    /// <summary>The queues of all accounts and regions.</summary>
    public IEnumerable<Queue> All => Services.SelectMany(static s => s.Queues);

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

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.Notes);

    protected override QueueService Make(string account, string region) => new(account, region, this);
}
