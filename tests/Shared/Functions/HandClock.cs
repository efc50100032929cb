namespace LambdaSim.Tests.Functions;

/// <summary>Time that only a test moves.</summary>
internal sealed class HandClock
{
    private readonly List<(Instant At, Action Transition)> _later = [];

    public Instant Now { get; private set; } = Instant.FromUtc(2026, 1, 2, 3, 4, 5);

    public void After(Duration delay, Action transition) => _later.Add((Now + delay, transition));

    /// <summary>Lets time pass: what is due happens, in order of its time, at one time in order of its beginning. What is due now happens too.</summary>
    public void Advance(Duration time)
    {
        var until = Now + time;
        while (Next(until) is >= 0 and var next)
        {
            var (at, transition) = _later[next];
            _later.RemoveAt(next);
            Now = at > Now ? at : Now;
            transition();
        }

        Now = until;
    }

    private int Next(Instant until)
    {
        var next = -1;
        for (var i = 0; i < _later.Count; i++)
        {
            if (_later[i].At <= until && (next < 0 || _later[i].At < _later[next].At))
            {
                next = i;
            }
        }

        return next;
    }
}
