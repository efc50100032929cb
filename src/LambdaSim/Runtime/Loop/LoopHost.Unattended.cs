namespace LambdaSim.Runtime;

// What the test's own code waits for, when no verb of time runs.
internal sealed partial class LoopHost
{
    Unattended? IAlarmClock.Unattended => Unattended;

    /// <summary>A verb is over: what it leaves behind is looked after.</summary>
    public void LeaveVerb()
    {
        Unattended.Leave();
        if (_callers > 0 || _alarms.Foreground > 0)
        {
            foreach (var alarm in OfTheTest())
            {
                Unattended.Add(alarm);
            }
        }
    }

    /// <summary>Nothing rings any more: who still awaits something is told.</summary>
    public void End()
    {
        HasEnded = true;
        Unattended.End([.. OfTheTest()]);
    }

    // A body that never ended is garbage: its code does not go on.
    private IEnumerable<Alarm> OfTheTest() => _alarms.Armed.Concat(_calls.Values).Concat(_asked).Distinct()
        .Where(static a => !a.IsAnswered && a.Sandbox is null or { IsBody: true, Owner: BodyRun { IsOver: true } });
}
