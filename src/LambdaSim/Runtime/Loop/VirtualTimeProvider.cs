using NodaTime;

namespace LambdaSim.Runtime;

/// <summary>Virtual time for everything that takes a <see cref="TimeProvider"/>: delays, periodic timers, cancellation after a while.</summary>
internal sealed class VirtualTimeProvider(IAlarmClock clock, Baton baton) : TimeProvider
{
    public override long TimestampFrequency => 1_000_000_000;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => clock.Start.Plus(Duration.FromNanoseconds(clock.Now + (Sandbox.Current is { Skew: not 0 and var skew } sandbox && sandbox.Baton == baton ? skew : 0))).ToDateTimeOffset();

    public override long GetTimestamp() => clock.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        CheckThread("create");
        var timer = new VirtualTimer(this, clock, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Timers are set by the simulation's code while it holds the baton, or by the test's while nothing runs: else their order is real time's.</summary>
    internal void CheckThread(string what)
    {
        if (baton.IsMine || (!baton.IsOpen && Sandbox.Current is null))
        {
            return;
        }

        throw new InvalidOperationException(
            $"Cannot {what} a virtual timer here: this thread is not running the simulation's code ({(Sandbox.Current is { } other ? $"it runs '{other.Name}'" : "it belongs to no environment")}). "
            + "Use the simulation's TimeProvider inside a handler, or outside while the simulation is not running; for real work use context.External.");
    }
}
