using LambdaSim.Functions.Model;
using NodaTime;

namespace LambdaSim.Functions;

/// <summary>What the control plane needs of the world it stands in: time, what happens later, and somebody who runs the functions.</summary>
internal interface IServiceHost
{
    Instant Now { get; }

    /// <summary>Seed of ids: revision ids, UUIDs, URL ids.</summary>
    ulong Seed { get; }

    /// <summary>Runs a transition after a while; after no time: before the next call of the service is worked on.</summary>
    void After(Duration delay, Action transition);

    /// <summary>Whether a resource of another service, or of this one elsewhere, exists: a queue, a stream, a table.</summary>
    bool Exists(string arn);

    /// <summary>How long a queue hides the messages it gave; null: it is not known here.</summary>
    Duration? VisibilityOf(string queueArn) => null;

    /// <summary>The bytes of a resource that has some, such as an S3 object; null: it has none, or they are not known.</summary>
    byte[]? Content(string arn) => null;

    /// <summary>A call of the service begins: what was due before it has happened.</summary>
    void Enter(string operation)
    {
    }

    /// <summary>A call of the service ended.</summary>
    void Called(ServiceAddress address, string operation, string? resource, LambdaServiceException? error)
    {
    }

    /// <summary>What calls of a version run with is another: settings, code.</summary>
    void Changed(ServiceAddress address, VersionEntry version)
    {
    }

    /// <summary>A version is gone; null: the function, with all of them.</summary>
    void Gone(ServiceAddress address, FunctionEntry function, VersionEntry? version)
    {
    }

    /// <summary>What a function sets aside of the account's concurrency is another: reserved, provisioned.</summary>
    void Claims(ServiceAddress address, FunctionEntry function)
    {
    }

    /// <summary>A version's provisioned concurrency is wanted to be another; 0: none.</summary>
    /// <param name="address">Whose function.</param>
    /// <param name="function">The function.</param>
    /// <param name="version">The version.</param>
    /// <param name="concurrency">Environments.</param>
    /// <param name="ready">Told when all are there: null, or why they are not.</param>
    void Provision(ServiceAddress address, FunctionEntry function, VersionEntry version, int concurrency, Action<string?> ready) => ready(null);

    /// <summary>Invokes a function.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    Task<InvokeResponse> Invoke(ControlPlane plane, InvokeRequest request) => throw new NotSupportedException("nothing runs functions here");
}
