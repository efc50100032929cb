using System.Text.Json;
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
                var target = JsonEncodedText.Encode(service.ArnOf(redrive.DeadLetterQueue).ToString());
                service.Get(name).Set(new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["RedrivePolicy"] = $"{{\"deadLetterTargetArn\":\"{target}\",\"maxReceiveCount\":{Text.Of(redrive.MaxReceiveCount)}}}",
                });
            }
        }
    }

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
