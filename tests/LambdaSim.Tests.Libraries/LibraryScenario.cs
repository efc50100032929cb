namespace LambdaSim.Tests.Libraries;

/// <summary>A library at work inside a handler.</summary>
/// <param name="Name">The library and what it does; unique.</param>
/// <param name="Play">Sets the library up, adds functions and runs them to the end.</param>
/// <param name="Refusal">The error every run ends with; null: every run gives the same log.</param>
internal sealed record LibraryScenario(string Name, Action<Simulation> Play, Type? Refusal = null)
{
    public SimulationOptions Options { get; init; } = new();

    /// <summary>It depends on real time: each run ends, and that is all.</summary>
    public bool Varies { get; init; }

    /// <summary>What the document says beside the verdict.</summary>
    public string Note { get; init; } = "";

    public override string ToString() => Name;
}

/// <summary>All of them, library by library.</summary>
internal static class LibraryScenarios
{
    public static IReadOnlyList<LibraryScenario> All { get; } =
    [
        .. ServerScenarios.All,
        .. DatabaseScenarios.All,
        .. DataflowScenarios.All,
        .. ResilienceScenarios.All,
        .. TelemetryScenarios.All,
    ];

    public static LibraryScenario Named(string name) => All.Single(s => s.Name == name);

    /// <summary>Adds "f" and calls it some times at overlapping virtual times; all must succeed.</summary>
    public static void Overlap(this Simulation simulation, Func<LambdaContext, Task> handler, int calls = 4)
    {
        var f = simulation.AddFunction("f", handler);
        simulation.Run(async () =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, calls).Select(async i =>
            {
                await simulation.Delay(Duration.FromMilliseconds(i % 3));
                return await f.InvokeAsync();
            }));
            Assert.All(results, static r => Assert.True(r.Succeeded, r.ToString()));
        });
    }
}
