namespace LambdaSim.Runtime;

/// <summary>The clock that alarms are set on: the loop, as timers and delays see it.</summary>
internal interface IAlarmClock
{
    /// <summary>Nanoseconds since the run's start.</summary>
    long Now { get; }

    NodaTime.Instant Start { get; }

    /// <summary>No time passes any more.</summary>
    bool HasEnded => false;

    /// <summary>Where to note what only a verb of time brings; null: nobody looks after it.</summary>
    Unattended? Unattended => null;

    /// <summary>Arms <paramref name="alarm"/>, replacing what was armed before. It rings from the loop, never from inside this call.</summary>
    void Set(Alarm alarm, long time);

    /// <summary>What was armed rings no more.</summary>
    void Disarm(Alarm alarm);
}
