namespace LambdaSim.Events;

/// <summary>What a resource beside the functions is. The numbers are part of the fingerprint and never change meaning.</summary>
public enum ResourceKind : byte
{
    /// <summary>An SQS queue.</summary>
    Queue = 1,

    /// <summary>An SNS topic.</summary>
    Topic = 2,

    /// <summary>An event bus of EventBridge.</summary>
    Bus = 3,

    /// <summary>A schedule of EventBridge Scheduler.</summary>
    Schedule = 4,

    /// <summary>An S3 bucket.</summary>
    Bucket = 5,

    /// <summary>A log group of CloudWatch Logs.</summary>
    LogGroup = 6,

    /// <summary>An event source mapping.</summary>
    Mapping = 7,

    /// <summary>A service that pushes events to functions and is no resource of the simulation.</summary>
    Service = 8,

    /// <summary>A mapping as the reader of one shard: its records tell what it has read and is done with.</summary>
    ShardReader = 20,

    /// <summary>A table of DynamoDB.</summary>
    Table = 30,
}

/// <summary>A resource beside the functions that takes part in a run: a side-table entry of the log. One whose settings change is announced again.</summary>
/// <param name="Index">Dense index, in order of first appearance; the <see cref="SimEvent.Resource"/> of its records.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN, which tells its account and region.</param>
public sealed record ResourceDefinition(int Index, ResourceKind Kind, string Name, string Arn)
{
    /// <summary>Its settings that are not AWS's defaults, by the names AWS gives them, in ordinal order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ResourceDefinition? other) =>
        other is not null && (Index, Kind, Name, Arn) == (other.Index, other.Kind, other.Name, other.Arn) && Settings.SequenceEqual(other.Settings);

    /// <inheritdoc/>
    public override int GetHashCode() => Index;

    /// <summary>Its kind and name.</summary>
    public override string ToString() => $"{Word(Kind)} {Name}";

    /// <summary>A kind as it stands in JSON Lines.</summary>
    internal static string Word(ResourceKind kind) => kind switch
    {
        ResourceKind.Queue => "queue",
        ResourceKind.Topic => "topic",
        ResourceKind.Bus => "bus",
        ResourceKind.Schedule => "schedule",
        ResourceKind.Bucket => "bucket",
        ResourceKind.LogGroup => "log group",
        ResourceKind.Mapping => "mapping",
        ResourceKind.Service => "service",
        ResourceKind.Table => "table",
        ResourceKind.ShardReader => "shard reader",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), Configuration.Text.Invariant($"{(int)kind} is no kind of resource")),
    };

    /// <exception cref="FormatException">It is none.</exception>
    internal static ResourceKind KindOf(string word)
    {
        foreach (var kind in Enum.GetValues<ResourceKind>())
        {
            if (Word(kind) == word)
            {
                return kind;
            }
        }

        throw new FormatException($"resource '{word}' is of a kind that is unknown; read the log with the version that wrote it");
    }
}
