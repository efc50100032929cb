using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Assertions;

/// <summary>The invariants of a run, looked at after each of its steps (rule FLT-CHECKED). The first that does not hold ends the run.</summary>
/// <param name="now">Virtual time in nanoseconds.</param>
/// <param name="records">How many records there are by now.</param>
/// <param name="story">Tells what led to it; given the number of records at the last look.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class Invariants(Func<long> now, Func<int> records, Func<int, string> story, ulong seed)
{
    private readonly List<Invariant> _all = [];
    private InvariantException? _broken;
    private long _heldAt;
    private int _heldRecords;

    /// <summary>Adds one, which has to hold from now on.</summary>
    public void Add(Invariant invariant)
    {
        _all.Add(invariant);
        Look();
    }

    /// <summary>Something may have changed.</summary>
    /// <exception cref="InvariantException">One does not hold.</exception>
    public void Look()
    {
        if (_broken is { } broken)
        {
            throw broken;
        }

        var time = now();
        for (var i = 0; i < _all.Count; i++)
        {
            var invariant = _all[i];

            // What was not so at the last look at or before its limit was not so in time.
            if (invariant.Until < time)
            {
                throw _broken = Late(invariant, invariant.Until.Value);
            }

            if (invariant.Kind == InvariantKind.Eventually)
            {
                if (Holds(invariant))
                {
                    _all.RemoveAt(i--);
                }
            }
            else if (Holds(invariant) == (invariant.Kind == InvariantKind.Never))
            {
                throw _broken = Broken(invariant, time);
            }
        }

        _heldAt = time;
        _heldRecords = records();
    }

    /// <summary>The run is over: what was to be by its end has to be by now.</summary>
    /// <exception cref="InvariantException">It is not.</exception>
    public void End()
    {
        if (_broken is null)
        {
            Look();
            if (_all.Find(static i => i.Kind == InvariantKind.Eventually) is { } open)
            {
                throw _broken = Late(open, null);
            }
        }
    }

    private bool Holds(Invariant invariant)
    {
        try
        {
            return invariant.Condition();
        }
        catch (Exception e) when (e is not (ThreadInterruptedException or SimulationException))
        {
            throw _broken = new InvariantException($"the invariant \"{invariant.Words}\" could not be asked: its condition threw {e.GetType().Name}: {e.Message}. Make the condition one that can always be asked", invariant.Words, seed, now(), e);
        }
    }

    private InvariantException Broken(Invariant invariant, long time)
    {
        var held = time == invariant.From && _heldRecords == 0 ? "it did not hold when it was set" : $"it held at {TimeText.Moment(_heldAt)}, and no more at {TimeText.Moment(time)}";
        return new InvariantException(
            $"{(invariant.Kind == InvariantKind.Never ? "never" : "always")}: \"{invariant.Words}\" is broken: {held}.\n\n{story(_heldRecords)}\n\nRepeat the run with its seed, stop where the last line of the story stands, and mend what let it happen; take faults out of the plan one by one to see which are needed.\n\n",
            invariant.Words, seed, time);
    }

    private InvariantException Late(Invariant invariant, long? until) => new(
        Text.Invariant($"eventually: \"{invariant.Words}\" did not come to be {(until is { } limit ? $"within {TimeText.Length(limit - invariant.From)}, by {TimeText.Moment(limit)}" : "by the end of the run")}.\n\n{story(_heldRecords)}\n\nGive it longer with within, let more time pass before the end, or mend what keeps it from being so.\n\n"),
        invariant.Words, seed, until ?? now());
}
