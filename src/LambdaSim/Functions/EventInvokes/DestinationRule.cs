using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

/// <summary>Where a function may send what becomes of its async invocations (rules ASY-TARGET and CTL-EVENT-INVOKE).</summary>
/// <param name="home">Account and region of the function.</param>
/// <param name="directory">What exists.</param>
internal sealed class DestinationRule(ServiceAddress home, ResourceDirectory directory)
{
    private const string Kafka = "kafka";

    /// <summary>Whether AWS lets a resource of a service be a dead-letter queue.</summary>
    public static bool TakesDeadLetters(string? arn) => Arn.TryParse(arn, out var named) && named.Service is Arn.Sqs or Arn.Sns;

    /// <summary>What a request of the API names: AWS's refusals alone, what the simulation does not have is kept and listed.</summary>
    /// <exception cref="InvalidParameterValueException">AWS would refuse it.</exception>
    /// <param name="function">Whose config it is.</param>
    /// <param name="qualifier">Which version or alias of it.</param>
    /// <param name="config">Its destinations.</param>
    public void Check(string function, string qualifier, DestinationConfig? config)
    {
        Check((function, qualifier), config, config?.OnSuccess?.Destination, isFailure: false, mustBeHere: false);
        Check((function, qualifier), config, config?.OnFailure?.Destination, isFailure: true, mustBeHere: false);
    }

    /// <summary>What a function that is added in process names: all of it has to act.</summary>
    /// <exception cref="InvalidParameterValueException">AWS would refuse it.</exception>
    /// <exception cref="SimulationConfigException">AWS would take it, the simulation has none of this kind.</exception>
    public void Check(string function, string qualifier, FunctionConfig config)
    {
        var both = new DestinationConfig
        {
            OnSuccess = config.OnSuccess is { } success ? new OnSuccess { Destination = success.Arn } : null,
            OnFailure = config.OnFailure is { } failure ? new OnFailure { Destination = failure.Arn } : null,
        };
        Check((function, qualifier), both, config.OnSuccess?.Arn, isFailure: false, mustBeHere: true);
        Check((function, qualifier), both, config.OnFailure?.Arn, isFailure: true, mustBeHere: true);
        if (config.DeadLetterQueue?.Arn is { Length: > 0 } queue && (!TakesDeadLetters(queue) || directory.Sink(queue) is null))
        {
            // AWS asks the queue whether the role may send; its words for a target that is no queue or topic are not published.
            throw new InvalidParameterValueException($"The dead-letter queue ARN {queue} is invalid: function {function} needs a queue or a topic of this simulation.");
        }
    }

    private void Check((string Name, string Qualifier) function, DestinationConfig? both, string? arn, bool isFailure, bool mustBeHere)
    {
        if (string.IsNullOrEmpty(arn))
        {
            return;
        }

        // By another qualifier it may: AWS looks no further.
        if (Arn.TryParse(arn, out var named) && home.Has(named) && named.FunctionName == function.Name && (named.Qualifier ?? ControlPlane.Latest) == function.Qualifier)
        {
            throw new InvalidParameterValueException("You can't specify the function as a destination for itself.");
        }

        var service = ServiceOf(arn);
        if (service is not (Arn.Sqs or Arn.Sns or Arn.Lambda or "events") && !(isFailure && (service == "s3" || (service == Kafka && mustBeHere))))
        {
            throw new InvalidParameterValueException($"The provided destination config DestinationConfig(onSuccess={Told("OnSuccess", both?.OnSuccess is not null, both?.OnSuccess?.Destination)}, onFailure={Told("OnFailure", both?.OnFailure is not null, both?.OnFailure?.Destination)}) is invalid.");
        }

        if (!directory.Has(service))
        {
            if (mustBeHere)
            {
                throw NotSimulated(function.Name, arn);
            }
        }
        else if ((mustBeHere || service == Arn.Lambda) && directory.Sink(arn) is null)
        {
            throw service == Kafka ? NotSimulated(function.Name, arn) : new InvalidParameterValueException($"The destination ARN {arn} is invalid.");
        }
    }

    // Topics of Kafka have no ARN.
    private static string ServiceOf(string arn) => Arn.TryParse(arn, out var named) ? named.Service : arn.StartsWith($"{Kafka}:", StringComparison.Ordinal) ? Kafka : "";

    private static string Told(string name, bool isGiven, string? destination) => isGiven ? $"{name}(destination={destination ?? "null"})" : "null";

    private static SimulationConfigException NotSimulated(string function, string arn) =>
        new($"function {function}: the destination {arn} is not simulated; send to a queue, topic, event bus, bucket or function of this simulation");
}
