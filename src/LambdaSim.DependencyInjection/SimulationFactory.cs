using LambdaSim.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LambdaSim.DependencyInjection;

/// <summary>Makes the simulation of a root provider.</summary>
internal static class SimulationFactory
{
    public static Simulation Make(IServiceProvider root)
    {
        var registrations = root.GetRequiredService<Registrations>();
        var options = root.GetRequiredService<IOptions<LambdaSimOptions>>().Value;
        registrations.Take();
        LateObserver notes = new(), telemetry = new();
        var simulation = new Simulation(options.ToSimulationOptions(notes, telemetry));
        try
        {
            // Loggers and meters are asked for when there is something to tell: asking now could ask for the clock, which asks for this.
            notes.Is(() => new LoggedNotes(root, simulation));
            telemetry.Is(() => new Telemetry(root, simulation));
            var services = new EnvironmentServices(registrations, root, simulation);
            foreach (var function in registrations.Functions)
            {
                simulation.Add(function.Name, function.Code?.Invoke(services), function.Configure);
            }

            services.Check();
            return simulation;
        }
        catch
        {
            simulation.Dispose();
            throw;
        }
    }

    /// <summary>An observer that needs the simulation it observes: made with the first records, told all that came before.</summary>
    private sealed class LateObserver : IEventObserver
    {
        private readonly List<FunctionDefinition> _functions = [];
        private readonly List<string> _texts = [];
        private readonly List<ResourceDefinition> _resources = [];
        private Func<IEventObserver>? _make;
        private IEventObserver? _observer;

        public void Is(Func<IEventObserver> make) => _make = make;

        public void OnFunction(FunctionDefinition function)
        {
            _functions.Add(function);
            _observer?.OnFunction(function);
        }

        public void OnText(int number, string text)
        {
            if (_observer is null)
            {
                _texts.Add(text);
            }
            else
            {
                _observer.OnText(number, text);
            }
        }

        public void OnResource(ResourceDefinition resource)
        {
            if (_observer is null)
            {
                _resources.Add(resource);
            }
            else
            {
                _observer.OnResource(resource);
            }
        }

        public void OnEvents(ReadOnlySpan<SimEvent> events) => Observer().OnEvents(events);

        public void OnEnd(RunEnd end) => _observer?.OnEnd(end);

        private IEventObserver Observer()
        {
            if (_observer is null)
            {
                _observer = _make!();
                _functions.ForEach(_observer.OnFunction);
                _resources.ForEach(_observer.OnResource);
                for (var i = 0; i < _texts.Count; i++)
                {
                    _observer.OnText(i, _texts[i]);
                }
            }

            return _observer;
        }
    }
}
