using System.Diagnostics;
using System.Diagnostics.Metrics;
using LambdaSim.Events;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace LambdaSim.DependencyInjection;

/// <summary>Measurements by OpenTelemetry's names. Their values are virtual; the moment at which a listener gets them is real.</summary>
internal sealed class InvocationMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly bool _isOwn;
    private readonly Counter<long> _invocations;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _timeouts;
    private readonly Counter<long> _coldStarts;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _init;
    private readonly Histogram<long> _memory;

    public InvocationMeter(IServiceProvider root)
    {
        var factory = Factory(root);
        _isOwn = factory is null;
        _meter = factory?.Create("LambdaSim") ?? new Meter("LambdaSim");
        _invocations = _meter.CreateCounter<long>("faas.invocations", "{invocation}", "Successful invocations.");
        _errors = _meter.CreateCounter<long>("faas.errors", "{error}", "Invocations that failed or crashed.");
        _timeouts = _meter.CreateCounter<long>("faas.timeouts", "{timeout}", "Invocations that timed out.");
        _coldStarts = _meter.CreateCounter<long>("faas.coldstarts", "{coldstart}", "Invocations for which an environment was created.");
        _duration = _meter.CreateHistogram<double>("faas.invoke_duration", "s", "Virtual time a handler ran.");
        _init = _meter.CreateHistogram<double>("faas.init_duration", "s", "Virtual time of init phases.");
        _memory = _meter.CreateHistogram<long>("faas.mem_usage", "By", "Memory in use at the end of a call, where a handler declares it.");
    }

    public void Measure(in SimEvent e, FunctionDefinition function)
    {
        if (e.Kind is not (EventKind.Completed or EventKind.Started or EventKind.InitCompleted or EventKind.InitRepeated or EventKind.Memory))
        {
            return;
        }

        TagList tags = new([new("faas.name", function.Name), new("faas.version", function.Qualifier), new("faas.trigger", "other")]);
        switch (e.Kind)
        {
            case EventKind.Started when e.StartType == StartType.Cold:
                _coldStarts.Add(1, tags);
                break;
            case EventKind.InitCompleted:
            case EventKind.InitRepeated:
                _init.Record(Seconds(e.Value), tags);
                break;
            case EventKind.Memory:
                _memory.Record(e.Value * 1024 * 1024, tags);
                break;
            case EventKind.Completed:
                (e.Outcome switch { Outcome.Succeeded => _invocations, Outcome.TimedOut => _timeouts, _ => _errors }).Add(1, tags);
                _duration.Record(Seconds(e.DurationNs), tags);
                break;
        }
    }

    public void Dispose()
    {
        if (_isOwn)
        {
            _meter.Dispose();
        }
    }

    private static double Seconds(long nanoseconds) => (double)nanoseconds / NodaConstants.NanosecondsPerSecond;

    private static IMeterFactory? Factory(IServiceProvider root)
    {
        try
        {
            return root.GetService<IMeterFactory>();
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }
}
