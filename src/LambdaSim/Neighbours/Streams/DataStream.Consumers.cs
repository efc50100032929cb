using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Streams;

// Those who have a way of their own to its records.
public sealed partial class DataStream
{
    private readonly SortedDictionary<string, StreamConsumer> _consumers = new(StringComparer.Ordinal);

    /// <summary>In ordinal order of their names.</summary>
    internal IReadOnlyCollection<StreamConsumer> Consumers => _consumers.Values;

    /// <summary>Null: there is none of this ARN.</summary>
    internal StreamConsumer? ConsumerOf(Arn arn) => _consumers.Values.FirstOrDefault(c => c.Arn == arn);
}
