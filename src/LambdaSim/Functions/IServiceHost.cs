using NodaTime;

namespace LambdaSim.Functions;

/// <summary>What the control plane needs of the world it stands in: time, and what happens later.</summary>
internal interface IServiceHost
{
    Instant Now { get; }

    /// <summary>Seed of ids: revision ids, UUIDs, URL ids.</summary>
    ulong Seed { get; }

    /// <summary>Runs a transition after a while; after no time: before the next call of the service is worked on.</summary>
    void After(Duration delay, Action transition);

    /// <summary>Whether a resource of another service, or of this one elsewhere, exists: a queue, a stream, a table.</summary>
    bool Exists(string arn);

    /// <summary>An object of S3; null: there is none.</summary>
    byte[]? ReadObject(string bucket, string key, string? version) => null;
}
