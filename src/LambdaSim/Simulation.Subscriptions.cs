using System.Collections.Frozen;
using LambdaSim.Events;
using LambdaSim.Neighbours.LogGroups;
using LambdaSim.Projections;

namespace LambdaSim;

// What functions log, for those that subscribe to it.
public sealed partial class Simulation
{
    private readonly LateObserver _tap = new();

    /// <summary>
    /// Sends what a log group gets from now on to a function, as CloudWatch Logs does: lines of one stream together, some seconds after the call that wrote them
    /// has ended. A group has at most two such filters. A function that gets its own log goes in a circle, as on AWS.
    /// </summary>
    /// <param name="logGroup">Such as <c>/aws/lambda/orders</c>; the group of a function need not be created.</param>
    /// <param name="to">The function.</param>
    /// <param name="pattern">Which lines: terms, <c>{ $.level = "error" }</c> or <c>[fields]</c>; empty: all.</param>
    /// <param name="name">Of the filter.</param>
    /// <exception cref="AwsServiceException">CloudWatch Logs would refuse it.</exception>
    /// <example>
    /// <code>
    /// simulation.SubscribeToLogs("/aws/lambda/orders", alarm, "ERROR");
    /// </code>
    /// </example>
    public void SubscribeToLogs(string logGroup, Function to, string pattern = "", string name = "filter")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(logGroup);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        RequireOpen(nameof(SubscribeToLogs));
        var logs = Directory.Book<LogBook>().At(Options.AccountId, Options.Region);
        if (logs.Find(logGroup) is null)
        {
            logs.Create(logGroup);
        }

        logs.Subscribe(logGroup, new SubscriptionRequest(name, pattern, to.Arn));
    }

    // From now on lines are told as they come; what is returned has all so far told.
    private Action Hear(LogDeliveries deliveries)
    {
        var logs = _tails ?? new FunctionLogs(Seed, Options.World.Start, Options.World.Prices, FrozenSet<int>.Empty);
        _engine.Flush();
        if (_tails is not null)
        {
            // It has heard everything from the beginning.
        }
        else if (_world.Log is { } log)
        {
            log.Replay(logs);
            _tap.Observer = logs;
        }
        else
        {
            Events.Follow(logs);
        }

        logs.Written = (function, line) => deliveries.Take(LineOf(function, line));
        return _engine.Flush;
    }

    private LoggedLine LineOf(FunctionDefinition function, FunctionLogLine line)
    {
        var (account, region) = function.Place?.Split('/') is [var a, var r] ? (a, r) : (Options.AccountId, Options.Region);
        return new LoggedLine(account, region, _host.LogGroupOf(function.Index) ?? FunctionLogs.GroupOf(function.Name), line.Stream, line.At, line.Text, function.Index, line.Invocation);
    }
}
