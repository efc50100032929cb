namespace LambdaSim.Tests.Determinism.Async;

/// <summary>A world with ordinary C# in it, and what is promised of it.</summary>
/// <param name="Name">Number and title; unique.</param>
/// <param name="Play">Adds functions and runs them to the end.</param>
/// <param name="Expected">The promise.</param>
internal sealed record Scenario(string Name, Action<Simulation> Play, Verdict Expected)
{
    public SimulationOptions Options { get; init; } = new();

    /// <summary>What the document says beside the verdict.</summary>
    public string Note { get; init; } = "";

    /// <summary>The number before the title.</summary>
    public string Number => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    public override string ToString() => Name;
}

/// <summary>What every run of a scenario gives.</summary>
/// <param name="Kind">The promise.</param>
/// <param name="Error">Of a refusal: the error that leaves the verb. Of what is not reproducible: the error it may end with.</param>
internal sealed record Verdict(VerdictKind Kind, Type? Error = null)
{
    public static Verdict Deterministic { get; } = new(VerdictKind.Deterministic);

    public static Verdict Refused<T>()
        where T : Exception => new(VerdictKind.Refused, typeof(T));

    public static Verdict NotReproducible<T>()
        where T : Exception => new(VerdictKind.NotReproducible, typeof(T));
}

internal enum VerdictKind
{
    /// <summary>The same log, byte for byte.</summary>
    Deterministic,

    /// <summary>The same error.</summary>
    Refused,

    /// <summary>It depends on real time; each run ends.</summary>
    NotReproducible,
}
