using NodaTime;

namespace LambdaSim.Neighbours.Tables;

/// <summary>What a table or global index may read and write a second, and when that was changed (rule DDB-THROUGHPUT).</summary>
internal sealed class TableUnits
{
    private const int FreeDecreases = 4;

    private readonly List<Instant> _decreases = [];

    public TableUnits(Throughput? provisioned)
    {
        Provisioned = provisioned;
        Reads = new ThroughputMeter(provisioned?.Reads);
        Writes = new ThroughputMeter(provisioned?.Writes);
    }

    /// <summary>Null: on demand.</summary>
    public Throughput? Provisioned { get; private set; }

    /// <summary>Most units a second on demand; null: none is set.</summary>
    public (long? Reads, long? Writes) Most { get; private set; }

    public ThroughputMeter Reads { get; }

    public ThroughputMeter Writes { get; }

    public Instant? IncreasedAt { get; private set; }

    public Instant? DecreasedAt { get; private set; }

    public int DecreasesOf(Instant now) => _decreases.Count(d => d.InUtc().Date == now.InUtc().Date);

    /// <summary>False: there were too many decreases today (rule DDB-DECREASE).</summary>
    public bool MayDecrease(Throughput wanted, Instant now) => Provisioned is not { } present || (wanted.Reads >= present.Reads && wanted.Writes >= present.Writes)
        || DecreasesOf(now) < FreeDecreases || now - _decreases[^1] >= Duration.FromHours(1);

    public void Set(Throughput? wanted, Instant now)
    {
        if (Provisioned is { } before && wanted is { } after)
        {
            if (after.Reads > before.Reads || after.Writes > before.Writes)
            {
                IncreasedAt = now;
            }

            if (after.Reads < before.Reads || after.Writes < before.Writes)
            {
                DecreasedAt = now;
                _decreases.Add(now);
            }
        }

        Provisioned = wanted;
        if (wanted is null)
        {
            Limit(Most.Reads, Most.Writes);
            return;
        }

        Reads.Set(wanted.Value.Reads);
        Writes.Set(wanted.Value.Writes);
    }

    /// <summary>Most units a second on demand; -1 and null: none.</summary>
    public void Limit(long? reads, long? writes)
    {
        Most = (reads is > 0 ? reads : null, writes is > 0 ? writes : null);
        if (Provisioned is null)
        {
            Reads.Set(Most.Reads, seconds: 1);
            Writes.Set(Most.Writes, seconds: 1);
        }
    }

    /// <summary>Why a request gets no units now; null: it gets them.</summary>
    /// <param name="isRead">Or a write.</param>
    /// <param name="arn">Whose.</param>
    /// <param name="isIndex">Or a table.</param>
    /// <param name="now">The instant.</param>
    public ThroughputRefusal? Refusal(bool isRead, string arn, bool isIndex, Instant now)
    {
        if ((isRead ? Reads : Writes).HasSome(now))
        {
            return null;
        }

        var what = $"{(isIndex ? "Index" : "Table")}{(isRead ? "Read" : "Write")}";
        return Provisioned is not null
            ? new(TableException.ThroughputCode, ProvisionedText(isIndex), $"{what}ProvisionedThroughputExceeded", arn)
            : new(TableException.ThrottlingCode, OnDemandText(isIndex), $"{what}MaxOnDemandThroughputExceeded", arn);
    }

    private static string ProvisionedText(bool isIndex) => isIndex
        ? "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API."
        : "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.";

    private static string OnDemandText(bool isIndex) => isIndex
        ? "Throughput exceeds the current capacity for one or more global secondary indexes. DynamoDB is automatically scaling your index so please try again shortly."
        : "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly. If exceptions persist, check if you have a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html";
}
