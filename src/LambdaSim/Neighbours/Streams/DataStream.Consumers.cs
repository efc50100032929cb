using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Streams;

// Those who have a way of their own to its records (rule KIN-CONSUMER).
public sealed partial class DataStream
{
    private const int MostConsumers = 20, MostConsumersCreating = 5;

    private readonly SortedDictionary<string, StreamConsumer> _consumers = new(StringComparer.Ordinal);

    /// <summary>In ordinal order of their names.</summary>
    internal IReadOnlyCollection<StreamConsumer> Consumers
    {
        get
        {
            foreach (var gone in _consumers.Values.Where(static c => c.IsGone).ToList())
            {
                _consumers.Remove(gone.Name);
            }

            return _consumers.Values;
        }
    }

    /// <summary>Null: there is none of this ARN.</summary>
    internal StreamConsumer? ConsumerOf(Arn arn) => Consumers.FirstOrDefault(c => c.Arn == arn);

    /// <summary>Null: there is none of this name.</summary>
    internal StreamConsumer? ConsumerNamed(string name) => Consumers.FirstOrDefault(c => c.Name == name);

    internal StreamConsumer Register(string name, IReadOnlyDictionary<string, string> tags)
    {
        if (!IsMade || _status == Deleting)
        {
            throw StreamException.NotActive(this);
        }

        if (ConsumerNamed(name) is not null)
        {
            throw StreamException.InUseFor($"Consumer {name} under stream {Arn} already exists for account {Account}.");
        }

        if (Consumers.Count >= MostConsumers || Consumers.Count(static c => c.Status == Creating) >= MostConsumersCreating)
        {
            throw StreamException.LimitOf(Text.Invariant($"Stream {Name} under account {Account} has {Consumers.Count} consumers: it can have {MostConsumers}, and {MostConsumersCreating} in CREATING state."));
        }

        StreamTags.Check(tags, name, Account);
        var consumer = new StreamConsumer(this, name, Now);
        StreamTags.Add(consumer.Tags, tags, name, Account);
        _consumers.Add(name, consumer);
        return consumer;
    }
}
