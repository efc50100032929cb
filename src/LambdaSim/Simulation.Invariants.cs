using LambdaSim.Assertions;

namespace LambdaSim;

// What has to be so.
public sealed partial class Simulation
{
    private Invariants? _invariants;

    /// <summary>
    /// From now on something is always so: asked now, and after each step of the run. The first time it is not, the run ends with an <see cref="InvariantException"/> that tells
    /// what led to it.
    /// </summary>
    /// <param name="holds">Reads what the test, its handlers and the simulation know; changes nothing, and takes no time.</param>
    /// <param name="words">The invariant in words, for the message.</param>
    /// <exception cref="InvariantException">It is not so already.</exception>
    /// <example>
    /// <code>
    /// simulation.Always(() =&gt; charges.Values.All(n =&gt; n &lt;= 1), "no order is charged twice");
    /// </code>
    /// </example>
    public void Always(Func<bool> holds, string words) => Add(InvariantKind.Always, holds, words, null);

    /// <summary>From now on something never happens: as <see cref="Always"/> of the opposite.</summary>
    /// <inheritdoc cref="Always"/>
    public void Never(Func<bool> happens, string words) => Add(InvariantKind.Never, happens, words, null);

    /// <summary>
    /// Something comes to be, once, within a while or by the run's end. Judged when virtual time passes the limit, and by <see cref="End"/>, <see cref="Fingerprint"/> and
    /// <see cref="Dispose"/>; of a run that an exception has ended, not at all.
    /// </summary>
    /// <param name="holds">As of <see cref="Always"/>.</param>
    /// <param name="words">The invariant in words, for the message.</param>
    /// <param name="within">How long from now, that moment included; null: by the end of the run.</param>
    /// <example>
    /// <code>
    /// simulation.Eventually(() =&gt; shipped.Contains(7), "order 7 is shipped", within: 1.Hours);
    /// </code>
    /// </example>
    public void Eventually(Func<bool> holds, string words, TimeLength? within = null) => Add(InvariantKind.Eventually, holds, words, within);

    private void Add(InvariantKind kind, Func<bool> condition, string words, TimeLength? within)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentException.ThrowIfNullOrWhiteSpace(words);
        RequireOpen(kind.ToString());
        long? until = within is { } length ? _engine.Now + Nanoseconds(length, nameof(within)) : null;
        _invariants ??= new Invariants(() => _engine.Now, () => _engine.Records, ToldSince, Seed);
        _host.AfterStep = _invariants.Look;
        _invariants.Add(new Invariant(kind, condition, words, _engine.Now, until));
    }

    private string ToldSince(int records)
    {
        _engine.Flush();
        return _world.Log is { } log
            ? CausalStory.Of(log, _host.LastAtWork, records, Options.World.Start, Options.World.Account)
            : "The log is not kept, so that there is no story: set Log = EventLogLevel.Kept in the simulation's options.";
    }
}
