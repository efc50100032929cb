using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim;

/// <summary>Proof that a test is reproducible: the same world run several times gives the same log.</summary>
public static class Determinism
{
    // What answers begin with is kept while a world is built and run here, and nowhere else.
    private static readonly AsyncLocal<bool> _isChecking = new();

    /// <summary>Where a simulation made now keeps the beginnings of its answers; null: nowhere.</summary>
    internal static Dictionary<int, string>? KeptAnswers => _isChecking.Value ? [] : null;

    /// <summary>Builds and runs a world several times and compares the event logs: what happened, what was written to logs, and what calls answered.</summary>
    /// <param name="run">Makes a simulation, runs it and hands it over; it is disposed here.</param>
    /// <param name="runs">How often, 2 or more.</param>
    /// <exception cref="DeterminismException">Two runs differ; says where.</exception>
    /// <example>
    /// <code>
    /// Determinism.Check(() =&gt; Lottery(seed: 1), runs: 5);
    /// </code>
    /// </example>
    public static void Check(Func<Simulation> run, int runs = 2)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 2);
        Told? first = null;
        Simulation? before = null;
        for (var i = 0; i < runs; i++)
        {
            using var simulation = Made(run) ?? throw new ArgumentException("the delegate returned no simulation", nameof(run));
            if (ReferenceEquals(simulation, before))
            {
                throw new ArgumentException("the delegate returned the same simulation twice; it must build one in each run", nameof(run));
            }

            before = simulation;
            simulation.End();
            var told = new Told(simulation.Log, simulation.Answered ?? new Dictionary<int, string>());
            if (first is null)
            {
                first = told;
            }
            else if (Difference(first, told) is { } difference)
            {
                throw new DeterminismException(Text.Invariant($"run 1 and run {i + 1} differ {difference}Handlers must take randomness from context.Random, identifiers from context.NewGuid() and time from context.Time; statics outlive a run"), simulation.Seed);
            }
        }
    }

    private static Simulation? Made(Func<Simulation> run)
    {
        var before = _isChecking.Value;
        _isChecking.Value = true;
        try
        {
            return run();
        }
        finally
        {
            _isChecking.Value = before;
        }
    }

    private static string? Difference(Told first, Told second)
    {
        var (a, b) = (first.Log, second.Log);
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            var (left, right) = (Words(first, i), Words(second, i));
            if (left != right)
            {
                return Text.Invariant($"at record {i}:\n  first: {left}\n  then:  {right}\n");
            }
        }

        return a.Count == b.Count ? null : Text.Invariant($"in length: {a.Count} and {b.Count} records; the longer one goes on with:\n  {Words(a.Count > b.Count ? first : second, Math.Min(a.Count, b.Count))}\n");
    }

    private static string Words(Told told, int index)
    {
        var (log, answers) = told;
        var e = log[index];
        var text = e.Kind switch
        {
            EventKind.LogLine => $" \"{log.TextOf((int)e.Value)}\"",
            EventKind.Error => $" {log.TextOf((int)(uint)e.Value)}: {log.TextOf((int)(e.Value >> 32))}",
            EventKind.Answered => answers.TryGetValue(e.Invocation, out var answer) ? $" {answer}" : "",
            _ => "",
        };
        return $"+{TimeText.Length(e.Time)} {RecordText.Of(e, log.Functions, null, log.Resources)}{text}";
    }

    private sealed record Told(EventLog Log, IReadOnlyDictionary<int, string> Answers);
}

/// <summary>Two runs of the same world differ.</summary>
public sealed class DeterminismException : LambdaSimException
{
    internal DeterminismException(string message, ulong seed)
        : base($"{message} ({RunSeed.Repeat(seed)})", seed: seed)
    {
    }
}
