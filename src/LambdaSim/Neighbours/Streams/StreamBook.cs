using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>Kinesis Data Streams of one simulation: of each account and Region.</summary>
/// <param name="host">Clock, seed and log.</param>
/// <param name="dwell">How long a stream is in a state that passes (rule KIN-STATES).</param>
/// <param name="limitsThroughput">Whether shards take and give no more than AWS's do, unless a stream says otherwise.</param>
internal sealed class StreamBook(INeighbourHost host, Duration dwell, bool limitsThroughput) : RegionalBook<StreamService>
{
    public INeighbourHost Host => host;

    public Duration Dwell { get; set; } = dwell;

    public bool LimitsThroughput { get; set; } = limitsThroughput;

    /// <summary>Told of each stream that is made; null: nobody asks.</summary>
    public Action<DataStream>? Made { get; set; }

    public override IResource? Find(Arn arn) => Existing(arn)?.Find(arn);

    public override IEnumerable<string> Notes => Services.SelectMany(static s => s.Streams).SelectMany(static s => s.Notes)
        .Concat(Services.Where(static s => s.Commitment.Status != BillingCommitment.Disabled).Select(static s => $"Kinesis in {s.Region}: the commitment to a least throughput of streams on demand is billed nowhere"));

    protected override StreamService Make(string account, string region) => new(account, region, this);
}
