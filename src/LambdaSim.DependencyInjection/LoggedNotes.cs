using LambdaSim.Events;
using LambdaSim.Projections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaSim.DependencyInjection;

/// <summary>The simulator's own log: to the root's loggers, under the category LambdaSim.</summary>
internal sealed partial class LoggedNotes(IServiceProvider root, Simulation simulation) : SimulatorNotes(simulation.Seed)
{
    private readonly List<Action<ILogger>> _notes = [];
    private ILogger? _logger;

    protected override void Created(string at, string function, int environment, CreationCause cause) =>
        _notes.Add(l => EnvironmentCreated(l, function, environment, cause, at));

    protected override void Throttled(string at, string function, string request, ThrottleCause cause, string rule) =>
        _notes.Add(l => InvocationThrottled(l, function, request, cause, rule, at));

    protected override void TimedOut(string at, string function, string request, string after) =>
        _notes.Add(l => InvocationTimedOut(l, function, request, after, at));

    protected override void Failed(string at, string function, string request, Outcome outcome) =>
        _notes.Add(l => InvocationFailed(l, function, request, outcome, at));

    protected override void Retried(string at, string function, string request, string delay) =>
        _notes.Add(l => EventRetried(l, function, request, delay, at));

    protected override void Dropped(string at, string function, string request, DropCause cause) =>
        _notes.Add(l => EventDropped(l, function, request, cause, at));

    protected override void Told()
    {
        if (_notes.Count > 0)
        {
            simulation.Outside(() => _notes.ForEach(note => note(_logger ??= Logger())));
            _notes.Clear();
        }
    }

    private ILogger Logger()
    {
        try
        {
            return root.GetRequiredService<ILoggerFactory>().CreateLogger("LambdaSim");
        }
        catch (ObjectDisposedException)
        {
            // The simulation is disposed with the root provider, and this is the first it tells.
            return NullLogger.Instance;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "{Function}: environment {Environment} created ({Cause}) at {VirtualTime}")]
    private static partial void EnvironmentCreated(ILogger logger, string function, int environment, CreationCause cause, string virtualTime);

    [LoggerMessage(2, LogLevel.Warning, "{Function}: {RequestId} throttled at {VirtualTime}: {Cause} (rule {Rule})")]
    private static partial void InvocationThrottled(ILogger logger, string function, string requestId, ThrottleCause cause, string rule, string virtualTime);

    [LoggerMessage(3, LogLevel.Warning, "{Function}: {RequestId} timed out after {Duration} at {VirtualTime}")]
    private static partial void InvocationTimedOut(ILogger logger, string function, string requestId, string duration, string virtualTime);

    [LoggerMessage(4, LogLevel.Information, "{Function}: {RequestId} ended without success at {VirtualTime}: {Outcome}")]
    private static partial void InvocationFailed(ILogger logger, string function, string requestId, Outcome outcome, string virtualTime);

    [LoggerMessage(5, LogLevel.Information, "{Function}: {RequestId} is tried again in {Delay}, noted at {VirtualTime}")]
    private static partial void EventRetried(ILogger logger, string function, string requestId, string delay, string virtualTime);

    [LoggerMessage(6, LogLevel.Warning, "{Function}: {RequestId} dropped at {VirtualTime}: {Cause}")]
    private static partial void EventDropped(ILogger logger, string function, string requestId, DropCause cause, string virtualTime);
}
