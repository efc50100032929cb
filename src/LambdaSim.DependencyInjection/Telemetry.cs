using LambdaSim.Events;

namespace LambdaSim.DependencyInjection;

/// <summary>Folds the log into activities and measurements, outside the simulation.</summary>
internal sealed class Telemetry : IEventObserver, IDisposable
{
    private readonly Simulation _simulation;
    private readonly InvocationActivities _activities;
    private readonly InvocationMeter _meter;
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<string> _texts = [];

    // Errors are recorded before the end of the call they belong to.
    private readonly Dictionary<int, (string Type, string Message)> _errors = [];

    public Telemetry(IServiceProvider root, Simulation simulation)
    {
        _simulation = simulation;
        _activities = new InvocationActivities(simulation);
        _meter = new InvocationMeter(root);
    }

    public void OnFunction(FunctionDefinition function) => _functions.Add(function);

    public void OnText(int number, string text) => _texts.Add(text);

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        var batch = events.ToArray();
        _simulation.Outside(() => Array.ForEach(batch, Fold));
    }

    public void OnEnd(RunEnd end) => _simulation.Outside(Dispose);

    public void Dispose()
    {
        _activities.Dispose();
        _meter.Dispose();
    }

    private void Fold(SimEvent e)
    {
        if (e.Function == SimEvent.None)
        {
            return;
        }

        var function = _functions[e.Function];
        switch (e.Kind)
        {
            case EventKind.EnvironmentCreated:
                _activities.Created(e, function);
                break;
            case EventKind.Error:
                _errors[e.Invocation] = (_texts[e.TextNumber], _texts[e.MessageNumber]);
                break;
            case EventKind.Completed:
                _errors.Remove(e.Invocation, out var error);
                _activities.Completed(e, function, error);
                break;
        }

        _meter.Measure(e, function);
    }
}
