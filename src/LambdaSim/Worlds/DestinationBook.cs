using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Resources;
using LambdaSim.Runtime;

namespace LambdaSim.Worlds;

/// <summary>What the ARNs of a simulation stand for.</summary>
internal sealed class DestinationBook(LoopHost host, QueueBook queues)
{
    private const string LatestSuffix = ":" + FunctionDefinition.Latest;

    /// <summary>What takes deliveries at an ARN at the moment; null: nothing does.</summary>
    public ISink? Find(string arn) => QueueOf(arn) is { } queue ? queue : FunctionOf(arn) is var (function, target) ? new CodeSink(host, Arn.Parse(arn), function, target) : null;

    /// <summary>A standard queue of any account and region: FIFO queues take no events.</summary>
    public Queue? QueueOf(string arn) => Arn.TryParse(arn, out var named) && queues.Find(named) is { IsFifo: false } queue ? queue : null;

    public (LiveFunction Function, CallTarget? Target)? FunctionOf(string arn)
    {
        if (host.Resolver is not { } resolver)
        {
            return NameIn(arn) is { } name && host.Find(name) is { } found ? (found, null) : null;
        }

        try
        {
            return Service(arn) == "lambda" ? resolver(arn, null) : null;
        }
        catch (LambdaServiceException)
        {
            return null;
        }
    }

    /// <summary>Checks where a function that is about to be added sends its events (rule ASY-TARGET).</summary>
    /// <exception cref="LambdaServiceException">AWS would refuse it.</exception>
    /// <exception cref="SimulationConfigException">AWS would take it, the simulation has none of this kind.</exception>
    public void Check(string function, FunctionConfig config)
    {
        config.Validate();
        CheckTarget(function, config, config.OnSuccess, isFailure: false);
        CheckTarget(function, config, config.OnFailure, isFailure: true);
        if (config.DeadLetterQueue is { Arn.Length: > 0 } queue && QueueOf(queue.Arn) is null)
        {
            // AWS asks the queue whether the role may send; its words for a target that is no queue or topic are not published.
            throw Service(queue.Arn) == "sns"
                ? NotSimulated(function, queue.Arn)
                : new InvalidParameterValueException($"The dead-letter queue ARN {queue.Arn} is invalid: function {function} needs a queue of this simulation (AddQueue).");
        }
    }

    private void CheckTarget(string function, FunctionConfig config, Destination? destination, bool isFailure)
    {
        if (destination is not { Arn: { Length: > 0 } arn })
        {
            return;
        }

        if (NameIn(arn) == Plain(function))
        {
            throw new InvalidParameterValueException("You can't specify the function as a destination for itself.");
        }

        switch (Service(arn))
        {
            case "sqs" or "lambda":
                if (QueueOf(arn) is null && FunctionOf(arn) is null)
                {
                    throw new InvalidParameterValueException($"The destination ARN {arn} is invalid.");
                }

                break;
            case "sns" or "events":
            case "s3" or "kafka" when isFailure:
                throw NotSimulated(function, arn);
            default:
                throw new InvalidParameterValueException(
                    $"The provided destination config DestinationConfig(onSuccess={Told("OnSuccess", config.OnSuccess)}, onFailure={Told("OnFailure", config.OnFailure)}) is invalid.");
        }
    }

    private static SimulationConfigException NotSimulated(string function, string arn) =>
        new($"function {function}: the destination {arn} is not simulated; send to a queue of AddQueue or to a function of this simulation");

    private static string Told(string name, Destination? destination) => destination is null ? "null" : $"{name}(destination={destination.Arn})";

    private static string Service(string arn) => arn.StartsWith("kafka:", StringComparison.Ordinal) ? "kafka" : Arn.TryParse(arn, out var named) ? named.Service : "";

    private string? NameIn(string arn) =>
        Arn.TryParse(arn, out var named) && named.Region == host.Options.Region && named.Account == host.Options.AccountId && named.FunctionName is { } name
            ? named.Qualifier is null or FunctionDefinition.Latest ? name : $"{name}:{named.Qualifier}"
            : null;

    private static string Plain(string name) => name.EndsWith(LatestSuffix, StringComparison.Ordinal) ? name[..^LatestSuffix.Length] : name;

    // A function of the running simulation gets the record itself, not its length only.
    private sealed class CodeSink(LoopHost host, Arn arn, LiveFunction function, CallTarget? target) : ISink
    {
        public Arn Arn => arn;

        public string Kind => "function";

        public string Name => function.Name;

        public int MaxBytes => host.Options.World.Account.Quotas.MaxEventBytes;

        public Taken Take(Delivery delivery)
        {
            host.SendOn(function, target, delivery.Body, delivery.Origin, delivery.Chain);
            return Taken.OnItsWay;
        }
    }
}
