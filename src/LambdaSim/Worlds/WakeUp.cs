using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Worlds;

/// <summary>Wakes a neighbour, or a client of one.</summary>
internal sealed class WakeUp : Alarm, IDisposable
{
    private readonly IAlarmClock _clock;
    private readonly Action _action;

    private readonly bool _keepsAlive;

    public WakeUp(IAlarmClock clock, Action action, bool keepsAlive) => (_clock, _action, _keepsAlive) = (clock, action, keepsAlive);

    internal override bool KeepsAlive => _keepsAlive;

    /// <param name="clock">Whose time it is.</param>
    /// <param name="now">The world's time: code that spends some sees a later one.</param>
    /// <param name="delay">After which it rings.</param>
    /// <param name="action">What it does.</param>
    /// <param name="keepsAlive">Somebody waits for it: a run does not end before.</param>
    public static IDisposable After(IAlarmClock clock, long now, Duration delay, Action action, bool keepsAlive)
    {
        var wake = new WakeUp(clock, action, keepsAlive);
        clock.Set(wake, now + delay.ToInt64Nanoseconds());
        return wake;
    }

    public void Dispose() => _clock.Disarm(this);

    internal override void Ring() => _action();
}
