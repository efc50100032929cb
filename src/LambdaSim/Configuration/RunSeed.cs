using System.Globalization;

namespace LambdaSim.Configuration;

/// <summary>The seed of the simulation at work, so that whatever is thrown can carry it. It flows with the code: to what a test calls, and into handlers.</summary>
internal static class RunSeed
{
    private const string Variable = "LAMBDASIM_SEED";

    private static readonly AsyncLocal<ulong?> _current = new();

    /// <summary>Of the simulation used last by this flow of code; before the first one, the default.</summary>
    public static ulong Current => _current.Value ?? (TryReadVariable(out var seed) ? seed : SimulationConfig.DefaultSeed);

    /// <summary>A simulation is at work.</summary>
    public static void Use(ulong seed)
    {
        if (_current.Value != seed)
        {
            _current.Value = seed;
        }
    }

    /// <summary>How to repeat a run, in words.</summary>
    public static string Repeat(ulong seed) => Text.Invariant($"repeat with seed {seed}: {Variable}={seed}");

    // Promise: the variable replaces the default seed only, never one given in code.
    public static ulong OrOfEnvironment(ulong given) =>
        given != SimulationConfig.DefaultSeed || Given is not { } text ? given
            : TryReadVariable(out var seed) ? seed
            : throw new SimulationConfigException($"{Variable} is '{text}'; it must be a whole number from 0 to 18446744073709551615");

    private static string? Given => System.Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    private static bool TryReadVariable(out ulong seed) => ulong.TryParse(Given, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
