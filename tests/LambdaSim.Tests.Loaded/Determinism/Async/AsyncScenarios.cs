namespace LambdaSim.Tests.Determinism.Async;

/// <summary>All worlds with ordinary C# in them, by number.</summary>
internal static class AsyncScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. AwaitScenarios.All.Concat(ChainScenarios.All).Concat(PoolScenarios.All).Concat(CoordinationScenarios.All).Concat(StreamScenarios.All)
            .Concat(LibraryScenarios.All).Concat(CallScenarios.All).Concat(LifecycleScenarios.All).Concat(OutsideScenarios.All)
            .OrderBy(static s => s.Name, StringComparer.Ordinal),
    ];

    public static Scenario Named(string name) => All.Single(s => s.Name == name);
}
