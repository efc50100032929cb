using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Async;

/// <summary>What becomes of the async invocations of one version or alias.</summary>
/// <param name="Retries">How often one that fails is tried again.</param>
/// <param name="MaximumAgeNs">How old it may become, in nanoseconds.</param>
/// <param name="OnSuccess">Where a record of one that succeeds goes; null: nowhere.</param>
/// <param name="OnFailure">Where a record of one that does not goes; null: nowhere.</param>
internal readonly record struct AsyncRule(int Retries, long MaximumAgeNs, Destination? OnSuccess, Destination? OnFailure)
{
    public static AsyncRule Of(FunctionConfig config) =>
        new(config.MaximumRetryAttempts, config.MaximumEventAge.ToInt64Nanoseconds(), config.OnSuccess, config.OnFailure);
}

/// <summary>
/// The rules of async invocations, looked up anew each time they are needed. A version's configuration has them, unless a control plane does, which knows
/// them by qualifier and may change them while the run goes on.
/// </summary>
internal sealed class AsyncRules
{
    /// <summary>The control plane's rule for a function and qualifier; it gives null for functions that it does not know.</summary>
    public Func<FunctionDefinition, string, AsyncRule?>? ControlPlane { get; set; }

    /// <summary>The dead-letter queue that a function has at the moment, for all its versions (rule ASY-DLQ-SCOPE); null: each version has its own.</summary>
    public Func<FunctionDefinition, Destination?>? DeadLetterQueueOfFunction { get; set; }

    /// <summary>Where the events of a version go that were dropped; null: nowhere.</summary>
    public Destination? DeadLetterQueueOf(FunctionDefinition function) => DeadLetterQueueOfFunction is { } ofFunction ? ofFunction(function) : function.Config.DeadLetterQueue;

    /// <summary>Whether two invocations of one version may have different rules.</summary>
    public bool AreConfigured => ControlPlane is not null;

    /// <param name="function">The version that runs.</param>
    /// <param name="qualifier">What its caller named: a version or alias; null: neither.</param>
    public AsyncRule Of(FunctionDefinition function, string? qualifier) =>
        ControlPlane?.Invoke(function, qualifier ?? function.Qualifier) ?? AsyncRule.Of(function.Config);
}
