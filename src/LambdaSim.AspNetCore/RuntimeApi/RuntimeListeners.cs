using System.Text.Json.Nodes;
using LambdaSim.Handlers.StandIns;

namespace LambdaSim.AspNetCore.RuntimeApi;

/// <summary>The Lambda Runtime APIs beside an endpoint, one for each function that has one.</summary>
internal sealed class RuntimeListeners : IDisposable
{
    private readonly List<RuntimeListener> _all = [];

    /// <param name="simulation">Its functions of these names run in processes, where their code is no stand-in.</param>
    /// <param name="loop">The way into it.</param>
    /// <param name="options">Names, ports and pace.</param>
    /// <exception cref="IOException">A port is taken.</exception>
    public RuntimeListeners(Simulation simulation, SimulationLoop loop, LambdaSimEndpointOptions options)
    {
        // Time that follows the real clock anyway has one pace.
        var pace = options.Clock.Factor > 0 ? options.Clock.Factor : options.RuntimePace;
        try
        {
            foreach (var (name, port) in options.Runtimes.OrderBy(static r => r.Key, StringComparer.Ordinal))
            {
                var processes = new RuntimeProcesses(name, pace);
                simulation.Services.Give(name, _ => new RuntimeApiCode(name, processes));
                _all.Add(RuntimeListener.Start(name, port, loop, processes));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public RuntimeListener this[string name] => _all.Find(l => l.Name == name) ?? throw new ArgumentException($"{name} has no Runtime API; those are of: {string.Join(", ", _all.Select(static l => l.Name))}");

    public IReadOnlyList<RuntimeListener> All => _all;

    /// <summary>Who polls where, on the simulation's thread; null: no function has a Runtime API, and runs are reproducible.</summary>
    public JsonObject? Describe() => _all.Count == 0 ? null : new JsonObject(_all.Select(static l => KeyValuePair.Create(l.Name, (JsonNode?)l.Describe())));

    public void Dispose()
    {
        foreach (var listener in _all)
        {
            listener.Dispose();
        }

        _all.Clear();
    }
}
