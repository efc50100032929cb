using LambdaSim.Engine;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Worlds;

/// <summary>The clock of Lambda's neighbours in a world where no code runs.</summary>
internal sealed class ModelledAlarms : AlarmHost, IAlarmClock
{
    private readonly Engine.Engine _engine;
    private readonly LoopAlarms _alarms;

    public ModelledAlarms(Engine.Engine engine, Instant start)
    {
        (_engine, Start) = (engine, start);
        _alarms = new LoopAlarms(engine);
        engine.Attach(this);
    }

    public long Now => _engine.Now;

    public Instant Start { get; }

    public override int Foreground => _alarms.Foreground;

    /// <summary>Does something as an entry of this instant.</summary>
    public void Arm(Action action, EntryPhase phase, bool keepsAlive) => _alarms.Arm(new WakeUp(this, action, keepsAlive), _engine.Now, phase);

    public void Set(Alarm alarm, long time) => _alarms.Arm(alarm, Math.Max(time, _engine.Now), EntryPhase.Timer);

    public void Disarm(Alarm alarm) => _alarms.Disarm(alarm);

    public override void Ring(in QueueEntry entry)
    {
        if (_alarms.Take(entry) is { } alarm)
        {
            _alarms.Disarm(alarm);
            alarm.Ring();
        }
    }
}
