using LambdaSim.Engine;
using LambdaSim.Faults;
using LambdaSim.Randomness;

namespace LambdaSim.Runtime;

// What becomes of code that an update replaces.
internal sealed partial class LoopHost
{
    // By the version that replaced it, until its time is over (rule FLT-MIXED).
    private readonly Dictionary<int, int> _beside = [];
    private ulong _updates;

    private void Replace(int before, LiveFunction by)
    {
        if (!Faults.Has(FaultSite.MixedVersions) || Faults.Find(FaultSite.MixedVersions, new Candidate(StableHash.Of(by.Name), _updates++) { Function = by.Definition }) is not { } mixed)
        {
            _engine.Retire(before);
            return;
        }

        _engine.Define(by.Index);
        Faults.Tell(mixed, by.Index);

        _beside[by.Index] = before;
        _alarms.Arm(
            new BackgroundAlarm(() =>
            {
                _beside.Remove(by.Index);
                _engine.Retire(before);
            }),
            _engine.Now + mixed.ByNs,
            EntryPhase.Timer);
    }

    // Every other call, by its draw. Events are decided when they leave their queue, and run on new code.
    private void AnswerByOldCode(Call call)
    {
        if (call.Type == InvocationType.RequestResponse && _beside.TryGetValue(call.Function.Index, out var old)
            && Draw.Bits(Seed, Purpose.OldCode, (uint)call.Invocation, 0) % 2 == 0)
        {
            call.Function = _functions[old]!;
        }
    }

    private sealed class BackgroundAlarm(Action action) : Alarm
    {
        internal override bool KeepsAlive => false;

        internal override void Ring() => action();
    }
}
