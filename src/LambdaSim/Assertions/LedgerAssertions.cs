using LambdaSim.Configuration;
using LambdaSim.Projections;

namespace LambdaSim.Assertions;

/// <summary>What a test says of a ledger.</summary>
public static class LedgerAssertions
{
    /// <summary>
    /// Whatever was accepted has run, is kept, or is still on its way. What went to a dead-letter queue or a destination on failure is kept, for as long as it
    /// is there.
    /// </summary>
    /// <param name="ledger">Such as <see cref="Simulation.Ledger"/>.</param>
    /// <param name="except">Kinds of losses that are meant.</param>
    /// <exception cref="LossException">Something is lost: a line for each hop and cause, with the setting that would have kept it.</exception>
    /// <example>
    /// <code>
    /// simulation.Ledger.ShouldLoseNothing();
    /// </code>
    /// </example>
    public static void ShouldLoseNothing(this FateLedger ledger, params IReadOnlyList<FindingKind> except)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var lost = ledger.Findings.Where(f => f.IsLoss && !except.Contains(f.Kind)).ToList();
        if (lost.Count > 0)
        {
            throw new LossException(
                Text.Invariant($"{lost.Sum(static f => f.Count)} of {ledger.Entries.Count} entries of the ledger are lost:\n{string.Join('\n', lost.Select(static f => $"- {f}"))}"),
                ledger.Seed);
        }
    }
}
