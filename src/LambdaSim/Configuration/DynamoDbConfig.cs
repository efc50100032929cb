using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>How DynamoDB behaves where AWS names no exact figure.</summary>
public sealed record DynamoDbConfig
{
    private static readonly Duration _longest = Duration.FromHours(1);
    private static readonly Duration _longestExpiry = Duration.FromDays(7);

    /// <summary>How long a table is <c>CREATING</c>, <c>UPDATING</c> or <c>DELETING</c>, and an index <c>CREATING</c>: 0 to 1 h. AWS takes 5 to 20 s; here states pass at once unless told otherwise, so that a test need not wait.</summary>
    public TimeLength TableCreation { get; init; } = Duration.Zero;

    /// <summary>The least time from a write until a global index shows it: 0 to 1 h.</summary>
    public TimeLength IndexDelayMin { get; init; } = Duration.FromMilliseconds(50);

    /// <summary>The longest time from a write until a global index shows it: 0 to 1 h. AWS says a fraction of a second, normally.</summary>
    public TimeLength IndexDelayMax { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>The longest time from an item's expiry to its deletion, each item has its own: 0 to 7 d. AWS says a few days; small tables take minutes.</summary>
    public TimeLength TimeToLiveDelay { get; init; } = Duration.FromMinutes(10);

    /// <summary>Open shards of a table's stream: 1 to 1,000. AWS has one for each partition of the table.</summary>
    public int StreamShards { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="SimulationConfigException">A value is out of range.</exception>
    public DynamoDbConfig Validate()
    {
        const int MostShards = 1_000;
        Require("tableCreation", TableCreation, _longest);
        Require("indexDelayMin", IndexDelayMin, _longest);
        Require("indexDelayMax", IndexDelayMax, _longest);
        Require("timeToLiveDelay", TimeToLiveDelay, _longestExpiry);
        if (IndexDelayMin > IndexDelayMax)
        {
            throw new SimulationConfigException(Text.Invariant($"dynamoDb indexDelayMin is {IndexDelayMin.TotalSeconds} s; it must not be greater than indexDelayMax, {IndexDelayMax.TotalSeconds} s"));
        }

        return StreamShards is >= 1 and <= MostShards ? this : throw new SimulationConfigException(Text.Invariant($"dynamoDb streamShards is {StreamShards}; it must be between 1 and 1,000"));
    }

    private static void Require(string key, TimeLength value, Duration longest)
    {
        if (value < Duration.Zero || value > longest)
        {
            throw new SimulationConfigException(Text.Invariant($"dynamoDb {key} is {value.TotalSeconds} s; it must be between 0 and {longest.TotalHours} h"));
        }
    }
}
