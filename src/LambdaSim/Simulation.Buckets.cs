using LambdaSim.Configuration;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim;

// Where functions keep objects, and what tells them of objects.
public sealed partial class Simulation
{
    /// <summary>The buckets of all accounts and Regions, in ordinal order of their names.</summary>
    public IReadOnlyCollection<Bucket> Buckets => _world.Buckets.All;

    /// <summary>The buckets, as requests reach them.</summary>
    internal BucketBook BucketBook => _world.Buckets;

    /// <summary>Adds a bucket in the account and Region of <see cref="Options"/>.</summary>
    /// <param name="name">3 to 63 small letters, digits, hyphens and dots; no other bucket of the simulation has it, whosever it is.</param>
    /// <exception cref="InvalidParameterValueException">The name is none.</exception>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    /// <example>
    /// <code>
    /// var uploads = simulation.AddBucket("uploads");
    /// uploads.Put("orders/1.json", """{"total":3}""");
    /// </code>
    /// </example>
    public Bucket AddBucket(string name)
    {
        RequireOpen(nameof(AddBucket));
        RunSeed.Use(Seed);
        var bucket = _world.Buckets.Add(name, Options.AccountId, Options.Region);
        _world.Plan = _world.Plan with { Buckets = _world.Plan.Buckets.Add(name) };
        return bucket;
    }

    /// <summary>The bucket of a name, whoever made it.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <example>
    /// <code>
    /// Assert.Equal(["orders/1.json"], simulation.Bucket("uploads").Keys);
    /// </code>
    /// </example>
    public Bucket Bucket(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Here._world.Buckets.Bucket(name) ?? throw NearestName.NotFound("bucket", name, Buckets.Select(static b => b.Name));
    }
}
