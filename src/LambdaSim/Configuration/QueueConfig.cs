using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>A queue of a world (rule SQS-ATTRIBUTES): what is null has AWS's default. A name that ends in <c>.fifo</c> makes it a FIFO queue.</summary>
public sealed record QueueConfig
{
    /// <summary>How long a received message is hidden from others: 0 s to 12 hours in whole seconds; AWS's default is 30 s.</summary>
    public TimeLength? VisibilityTimeout { get; init; }

    /// <summary>How long a message cannot be received after it was sent: 0 s to 15 minutes in whole seconds; AWS's default is 0 s.</summary>
    public TimeLength? Delay { get; init; }

    /// <summary>How long a message is kept: 60 s to 14 days in whole seconds; AWS's default is 4 days.</summary>
    public TimeLength? Retention { get; init; }

    /// <summary>How long a receive waits that says nothing of it: 0 to 20 s in whole seconds; AWS's default is 0 s.</summary>
    public TimeLength? ReceiveWait { get; init; }

    /// <summary>Of a FIFO queue: whether a message without deduplication id has its body's hash as one; AWS's default is not.</summary>
    public bool? ContentBasedDeduplication { get; init; }

    /// <summary>Of a FIFO queue: where a deduplication id counts; AWS's default is the whole queue.</summary>
    public DeduplicationScope? DeduplicationScope { get; init; }

    /// <summary>The most bytes a message may have: 1,024 to those of the account's quotas, which are the default.</summary>
    public int? MaximumMessageSize { get; init; }

    /// <summary>Where messages go that were received too often; null: nowhere.</summary>
    public QueueRedrive? Redrive { get; init; }

    /// <summary>Whether a name is that of a FIFO queue.</summary>
    internal static bool IsFifo(string name) => name.EndsWith(QueueRanges.FifoSuffix, StringComparison.Ordinal);

    /// <summary>Checks every value against SQS's range; other queues that it names are checked with the whole configuration.</summary>
    /// <exception cref="SimulationConfigException">SQS would refuse a value.</exception>
    internal void Validate(string name, int maxMessageBytes)
    {
        if (!IsFifo(name) && (ContentBasedDeduplication is not null || DeduplicationScope is not null))
        {
            throw new SimulationConfigException($"only a FIFO queue, whose name ends in {QueueRanges.FifoSuffix}, deduplicates");
        }

        Seconds(ReceiveWait, "ReceiveMessageWaitTimeSeconds", 0, QueueRanges.MaxWaitSeconds);
        Seconds(VisibilityTimeout, nameof(VisibilityTimeout), 0, QueueRanges.MaxVisibilitySeconds);
        Seconds(Delay, "DelaySeconds", 0, QueueRanges.MaxDelaySeconds);
        Seconds(Retention, "MessageRetentionPeriod", QueueRanges.MinRetentionSeconds, QueueRanges.MaxRetentionSeconds);
        if (MaximumMessageSize is { } size && (size < QueueRanges.MinMessageBytes || size > maxMessageBytes))
        {
            throw new SimulationConfigException(Text.Invariant(
                $"Invalid value for the parameter MaximumMessageSize: {size} bytes; SQS takes {QueueRanges.MinMessageBytes} to {maxMessageBytes}"));
        }

        if (Redrive is { MaxReceiveCount: < 1 or > QueueRanges.MaxReceives } redrive)
        {
            throw new SimulationConfigException(Text.Invariant($"Invalid value for maxReceiveCount: {redrive.MaxReceiveCount}, valid values are from 1 to {QueueRanges.MaxReceives} both inclusive."));
        }
    }

    /// <summary>AWS's word for a scope.</summary>
    internal static string Written(DeduplicationScope scope) => scope == Configuration.DeduplicationScope.MessageGroup ? "messageGroup" : "queue";

    /// <exception cref="SimulationConfigException">SQS would refuse the name.</exception>
    internal static void CheckName(string name)
    {
        var plain = IsFifo(name) ? name[..^QueueRanges.FifoSuffix.Length] : name;
        if (plain.Length == 0 || name.Length > QueueRanges.MaxNameLength || !plain.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new SimulationConfigException($"a queue's name can only include alphanumeric characters, hyphens, or underscores, 1 to {Text.Of(QueueRanges.MaxNameLength)} in length; that of a FIFO queue ends in {QueueRanges.FifoSuffix}");
        }
    }

    private static void Seconds(TimeLength? value, string parameter, int least, int most)
    {
        if (value is not { } time)
        {
            return;
        }

        if (time < Duration.FromSeconds(least) || time > Duration.FromSeconds(most) || time.ToDuration().NanosecondOfDay % NodaConstants.NanosecondsPerSecond != 0)
        {
            throw new SimulationConfigException(Text.Invariant($"Invalid value for the parameter {parameter}: {time.TotalSeconds} s; SQS takes {least} to {most} s, in whole seconds"));
        }
    }
}

/// <summary>Where a deduplication id counts (rule SQS-FIFO-DUPLICATES).</summary>
public enum DeduplicationScope
{
    /// <summary>In the whole queue.</summary>
    Queue = 0,

    /// <summary>In the message's group.</summary>
    MessageGroup = 1,
}

/// <summary>A queue that takes what another one gives up (rule SQS-REDRIVE).</summary>
/// <param name="DeadLetterQueue">Name of a queue of the same world and kind.</param>
/// <param name="MaxReceiveCount">After how many receives a message goes there: 1 to 1,000.</param>
public sealed record QueueRedrive(string DeadLetterQueue, int MaxReceiveCount);
