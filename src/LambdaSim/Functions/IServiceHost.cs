using LambdaSim.Functions.Model;
using LambdaSim.Resources;
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

    /// <summary>What exists: functions of every account and region, queues, what was declared.</summary>
    ResourceDirectory Directory { get; }

    /// <summary>Whether somebody in process trusts code that is uploaded for a function, and it is kept to be run.</summary>
    /// <param name="functionName">The function.</param>
    /// <param name="sha256">Base64 of the SHA-256 of the zip.</param>
    bool Keeps(string functionName, string sha256) => false;

    /// <summary>Whether a fault of the run lets a function be in the state Failed (rule FLT-FAILED).</summary>
    bool IsFailed(FunctionEntry function) => false;

    /// <summary>A call of the service begins: what was due before it has happened.</summary>
    void Enter(string operation)
    {
    }

    /// <summary>A call of the service ended.</summary>
    void Called(ServiceAddress address, string operation, string? resource, LambdaServiceException? error)
    {
    }

    /// <summary>What calls of a version run with is another: settings, code.</summary>
    void Changed(ServiceAddress address, FunctionEntry function, VersionEntry version)
    {
    }

    /// <summary>A version is gone; null: the function, with all of them.</summary>
    void Gone(ServiceAddress address, FunctionEntry function, VersionEntry? version)
    {
    }

    /// <summary>A function is there, or one more version of it.</summary>
    void Made(ControlPlane plane, FunctionEntry function)
    {
    }

    /// <summary>A mapping was made, is in another state, or is gone.</summary>
    void Mapped(ControlPlane plane, EventSourceMappingEntry mapping)
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
