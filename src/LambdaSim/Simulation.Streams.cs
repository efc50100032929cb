using LambdaSim.Configuration;
using LambdaSim.Neighbours.Streams;

namespace LambdaSim;

// Where events wait in order.
public sealed partial class Simulation
{
    /// <summary>The streams of the account and region of <see cref="Options"/>, in ordinal order of their names.</summary>
    public IReadOnlyCollection<DataStream> Streams => StreamsAt(Options.AccountId, Options.Region).Streams;

    /// <summary>Adds a stream of Kinesis Data Streams, active at once.</summary>
    /// <param name="name">1 to 128 letters, digits, underscores, dots and hyphens.</param>
    /// <param name="shards">How many shards it has.</param>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    /// <exception cref="AwsServiceException">The name is none, or the account can have no more shards.</exception>
    /// <example>
    /// <code>
    /// var clicks = simulation.AddStream("clicks", shards: 4);
    /// clicks.Put("customer-7", """{"page":"/cart"}""");
    /// </code>
    /// </example>
    public DataStream AddStream(string name, int shards = 1)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        RequireOpen(nameof(AddStream));
        var stream = StreamsAt(Options.AccountId, Options.Region).Add(name, shards);
        _world.Plan = _world.Plan with { Streams = _world.Plan.Streams.Add((name, shards)) };
        return stream;
    }

    /// <summary>The stream of a name in the account and region of <see cref="Options"/>, whoever made it.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// simulation.Stream("clicks").Put("customer-7", """{"page":"/cart"}""");
    /// simulation.RunUntilIdle();
    /// </code>
    /// </example>
    public DataStream Stream(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Here.StreamsAt(Options.AccountId, Options.Region).Named(name) ?? throw NearestName.NotFound("stream", name, Streams.Select(static s => s.Name));
    }

    /// <summary>Kinesis Data Streams in an account and region.</summary>
    /// <exception cref="SimulationConfigException">One of them is none.</exception>
    internal StreamService StreamsAt(string account, string region)
    {
        RunSeed.Use(Seed);
        SimulationOptionsFaults.RequireAddress(account, region);
        return _world.Streams.At(account, region);
    }
}
