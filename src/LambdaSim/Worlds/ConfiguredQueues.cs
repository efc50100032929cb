using LambdaSim.Configuration;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Worlds;

/// <summary>Makes the queues of a configuration.</summary>
internal static class ConfiguredQueues
{
    private static readonly Dictionary<string, string> _noTags = [];

    public static void Create(QueueService service, SimulationConfig config)
    {
        foreach (var (name, queue) in config.Queues.OrderBy(static q => q.Key, StringComparer.Ordinal))
        {
            service.Create(name, Attributes(name, queue), _noTags);
        }

        // A queue may give messages up to one that follows it.
        foreach (var (name, queue) in config.Queues.OrderBy(static q => q.Key, StringComparer.Ordinal))
        {
            if (queue.Redrive is { } redrive)
            {
                Redrive(service, service.Get(name), redrive);
            }
        }
    }

    /// <summary>A queue beside those that are there, which it may give messages up to.</summary>
    /// <exception cref="SimulationConfigException">A value is out of range, or the queue that it gives messages up to is none.</exception>
    public static Queue Add(QueueService service, string name, QueueConfig config)
    {
        Queue.RequireName(name);
        config.Validate(name, service.Host.MaxMessageBytes);
        if (config.Redrive is { } redrive
            && (service.Queues.All(q => q.Name != redrive.DeadLetterQueue) ? $"the dead-letter queue {redrive.DeadLetterQueue} does not exist: {NearestName.Hint(redrive.DeadLetterQueue, service.Queues.Select(static q => q.Name))}"
                : QueueConfig.IsFifo(redrive.DeadLetterQueue) != QueueConfig.IsFifo(name) ? $"the dead-letter queue {redrive.DeadLetterQueue} is not of the same kind, FIFO or standard"
                : null) is { } problem)
        {
            throw new SimulationConfigException($"queue {name}: {problem}");
        }

        var queue = service.Add(name, Attributes(name, config));
        if (config.Redrive is { } target)
        {
            Redrive(service, queue, target);
        }

        return queue;
    }

    private static void Redrive(QueueService service, Queue queue, QueueRedrive redrive) => queue.Set(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [QueueSettings.Redriving] = new RedrivePolicy(service.ArnOf(redrive.DeadLetterQueue).ToString(), redrive.MaxReceiveCount).Json,
    });

    private static Dictionary<string, string> Attributes(string name, QueueConfig queue)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (QueueConfig.IsFifo(name))
        {
            attributes["FifoQueue"] = "true";
        }

        Add(attributes, "DelaySeconds", queue.Delay);
        Add(attributes, "MessageRetentionPeriod", queue.Retention);
        Add(attributes, "VisibilityTimeout", queue.VisibilityTimeout);
        Add(attributes, "ReceiveMessageWaitTimeSeconds", queue.ReceiveWait);
        if (queue.ContentBasedDeduplication is { } content)
        {
            attributes["ContentBasedDeduplication"] = content ? "true" : "false";
        }

        if (queue.DeduplicationScope is { } scope)
        {
            attributes["DeduplicationScope"] = QueueConfig.Written(scope);
        }

        if (queue.MaximumMessageSize is { } size)
        {
            attributes["MaximumMessageSize"] = Text.Of(size);
        }

        return attributes;
    }

    private static void Add(Dictionary<string, string> attributes, string name, TimeLength? value)
    {
        if (value is { } time)
        {
            attributes[name] = Text.Of((int)time.TotalSeconds);
        }
    }
}
