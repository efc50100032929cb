using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

// What can be told it later (rules KIN-RETENTION, KIN-MODE, KIN-STORED).
public sealed partial class DataStream
{
    private const int LeastRetention = 24, MostRetention = 8_760, MostModeChanges = 2;

    private static readonly string[] _allMetrics =
    [
        "IncomingBytes", "IncomingRecords", "IteratorAgeMilliseconds", "OutgoingBytes", "OutgoingRecords", "ReadProvisionedThroughputExceeded", "WriteProvisionedThroughputExceeded",
    ];

    private readonly List<Instant> _modeChanges = [];

    /// <summary>Of the key that encrypts it; null: none does.</summary>
    internal string? KeyId { get; private set; }

    /// <summary>Metrics of shards that are asked for, in ordinal order.</summary>
    internal SortedSet<string> Metrics { get; } = new(StringComparer.Ordinal);

    /// <summary>Who may do what with it, and with its consumers, by ARN: kept and shown, asked by nobody.</summary>
    internal SortedDictionary<string, string> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked for and is not acted on.</summary>
    internal IEnumerable<string> Notes
    {
        get
        {
            if (KeyId is not null)
            {
                yield return $"stream {Name}: records are shown as encrypted, and nothing asks KMS for the key";
            }

            if (Metrics.Count > 0)
            {
                yield return $"stream {Name}: metrics of its shards are published nowhere";
            }

            if (Policies.Count > 0)
            {
                yield return $"stream {Name}: whoever asks, may: policies are kept and shown";
            }
        }
    }

    /// <summary>Keeps records for another while; what has expired comes back in no case.</summary>
    /// <param name="retention">24 hours to 365 days in whole hours.</param>
    /// <exception cref="AwsServiceException">Kinesis would refuse it, in Kinesis's words.</exception>
    public void Retain(TimeLength retention)
    {
        var time = retention.ToDuration();
        var hours = (int)Math.Clamp(time.TotalHours, -1, int.MaxValue);
        if (Duration.FromHours(hours) != time)
        {
            throw new ArgumentOutOfRangeException(nameof(retention), retention, "Kinesis counts whole hours");
        }

        SetRetention(hours, time >= Retention);
    }

    internal void SetRetention(int hours, bool increases)
    {
        var existing = (int)Retention.TotalHours;
        if (hours < LeastRetention)
        {
            throw StreamException.InvalidArgument(Text.Invariant($"Minimum allowed retention period is {LeastRetention} hours. Requested retention period ({hours} hours) is too short."));
        }

        if (hours > MostRetention)
        {
            throw StreamException.InvalidArgument(Text.Invariant($"Maximum allowed retention period is {MostRetention} hours. Requested retention period ({hours} hours) is too long."));
        }

        if (increases ? hours < existing : hours > existing)
        {
            throw StreamException.InvalidArgument(Text.Invariant(
                $"Requested retention period ({hours} hours) for stream {Name} can not be {(increases ? "shorter" : "longer")} than existing retention period ({existing} hours). Use {(increases ? "DecreaseRetentionPeriod" : "IncreaseRetentionPeriod")} API."));
        }

        RequireActive();
        Update(_ =>
        {
            // What has expired by now is gone, whatever comes.
            foreach (var shard in Listed)
            {
                shard.Log.Trim(HorizonMs);
            }

            Retention = Duration.FromHours(hours);
        });
    }

    internal void SetMode(string mode, int? warm)
    {
        if (mode == StreamSettings.Provisioned && warm is not null)
        {
            throw StreamException.Invalid("WarmThroughputMiBps is not expected when StreamMode=PROVISIONED");
        }

        StreamSettings.CheckWarm(warm);
        RequireActive();
        _modeChanges.RemoveAll(c => c <= Now - _day);
        if (_modeChanges.Count >= MostModeChanges)
        {
            throw StreamException.LimitOf(Text.Invariant($"The mode of stream {Name} under account {Account} was changed {MostModeChanges} times within 24 hours already."));
        }

        if (mode != Mode && mode == StreamSettings.OnDemand && Service.OnDemandStreams >= StreamService.OnDemandLimit)
        {
            throw StreamException.LimitOf(Text.Invariant($"Limit of {StreamService.OnDemandLimit} on-demand streams under account {Account} exceeded."));
        }

        if (mode != Mode)
        {
            _modeChanges.Add(Now);
        }

        Update(at =>
        {
            Mode = mode;
            Warm(warm, at);
        });
    }

    internal void SetWarm(int warm)
    {
        if (!IsOnDemand)
        {
            throw StreamException.Invalid($"Request is invalid. Stream {Name} under account {Account} is in Provisioned mode.");
        }

        StreamSettings.CheckWarm(warm);
        RequireActive();
        Update(at => Warm(warm, at));
    }

    internal void SetMaxRecord(int kibibytes)
    {
        RequireActive();
        Update(_ => MaxRecordKiB = kibibytes);
    }

    internal void Encrypt(string? key)
    {
        RequireActive();
        Update(_ => KeyId = key);
    }

    /// <summary>Asks for metrics of shards, or asks no more.</summary>
    /// <returns>What was asked for before.</returns>
    internal IReadOnlyList<string> Measure(IReadOnlyList<string> names, bool isOn)
    {
        RequireActive();
        List<string> before = [.. Metrics];
        foreach (var name in names.Contains("ALL", StringComparer.Ordinal) ? _allMetrics : names)
        {
            _ = isOn ? Metrics.Add(name) : Metrics.Remove(name);
        }

        Update(static _ => { });
        return before;
    }

    private void Warm(int? warm, Instant at)
    {
        WarmThroughput = IsOnDemand ? warm ?? WarmThroughput : null;
        if (IsOnDemand && WarmThroughput is { } wanted && wanted > _open.Length)
        {
            Share(wanted, at);
        }
    }
}
