namespace LambdaSim.Neighbours.Streams;

/// <summary>What CreateStream says of a stream (rule KIN-CREATE).</summary>
internal sealed record StreamSettings
{
    public const string Provisioned = "PROVISIONED", OnDemand = "ON_DEMAND";

    /// <summary>Of one on demand, at first.</summary>
    public const int OnDemandShards = 4;

    public const int LeastRecordKiB = 1_024;

    /// <summary>Null: not said.</summary>
    public int? ShardCount { get; init; }

    public string Mode { get; init; } = Provisioned;

    public int MaxRecordKiB { get; init; } = LeastRecordKiB;

    /// <summary>In MiB a second; null: not said.</summary>
    public int? WarmThroughput { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal).AsReadOnly();

    public bool IsOnDemand => Mode == OnDemand;

    /// <summary>A shard takes 1 MiB a second: a warm stream has as many as it is warm for.</summary>
    public int Shards => IsOnDemand ? Math.Max(OnDemandShards, WarmThroughput ?? 0) : ShardCount!.Value;

    /// <exception cref="StreamException">Kinesis refuses it.</exception>
    public void Check(string name, string account)
    {
        if (IsOnDemand && ShardCount is not null)
        {
            throw StreamException.Invalid("ShardCount is not expected when StreamMode=ON_DEMAND");
        }

        if (!IsOnDemand && ShardCount is null)
        {
            throw StreamException.Invalid("1 validation error detected: Value null at 'shardCount' failed to satisfy constraint: Member must not be null");
        }

        if (!IsOnDemand && WarmThroughput is not null)
        {
            throw StreamException.Invalid("WarmThroughputMiBps is not expected when StreamMode=PROVISIONED");
        }

        CheckWarm(WarmThroughput);
        StreamTags.Check(Tags, name, account);
    }

    public static void CheckWarm(int? warm)
    {
        // No account has as many shards.
        if (warm > StreamService.ShardLimit)
        {
            throw StreamException.LimitOf(Configuration.Text.Invariant($"A stream can be warm for at most {StreamService.ShardLimit} MiB a second; {warm} were asked for."));
        }
    }
}
