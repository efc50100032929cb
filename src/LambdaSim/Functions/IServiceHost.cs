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

    /// <summary>The bytes of a resource that has some, such as an S3 object; null: it has none, or they are not known.</summary>
    byte[]? Content(string arn) => null;
}
