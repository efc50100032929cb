using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Placement;
using LambdaSim.Randomness;

namespace LambdaSim.Runtime;

// Availability Zones, as far as one can be lost (rule FLT-ZONE).
internal sealed partial class LoopHost
{
    /// <summary>The subnets of a function; null: it has none of its own.</summary>
    public Func<FunctionDefinition, IReadOnlyList<string>?>? SubnetsOf { get; set; }

    /// <summary>The plan is another: what it begins at a moment is armed.</summary>
    public void ArmFaults()
    {
        foreach (var fault in Faults.Plan.Where(static f => f.Site == FaultSite.ZoneLoss).DistinctBy(static f => (f.Zone, f.From)))
        {
            var from = fault.From.ToInt64Nanoseconds();
            _alarms.Arm(new BackgroundAlarm(LoseZones), Math.Max(from, _engine.Now), EntryPhase.Timer);
        }
    }

    // Idle environments go, busy ones with their call.
    private void LoseZones()
    {
        foreach (var env in _environments.OfType<LiveEnvironment>().Where(static e => e.State != EnvironmentState.Free).OrderBy(static e => e.Serial).ToList())
        {
            var what = new Candidate((uint)env.Serial, 0) { Function = env.Function.Definition, Zone = ZoneOf(env) };
            if (Faults.Find(FaultSite.ZoneLoss, what) is not { } strike)
            {
                continue;
            }

            Faults.Tell(strike, env.Function.Index, env.State == EnvironmentState.Idle ? SimEvent.None : _engine.Pool[env.Slot].Invocation, number: env.Serial);
            Lose(env, strike.Fault);
        }
    }

    private void Lose(LiveEnvironment env, Fault fault)
    {
        if (env.State == EnvironmentState.Idle)
        {
            Kill(env);
            _engine.LoseProcess(env.Slot);
            if (!env.IsProvisioned)
            {
                _engine.Abandon(env.Slot);
            }

            return;
        }

        if (!env.IsProvisioned)
        {
            _engine.Condemn(env.Slot);
        }

        if (env.Process is { Exit: null } process)
        {
            End(process, fault);
            if (!process.IsInitialised)
            {
                InitEnded(process, null, process.Exit);
            }
        }
    }

    // Of a function without another zone no environment comes up.
    private Strike? FailsInZone(LiveProcess process)
    {
        var env = process.Environment;
        var strike = Faults.Find(FaultSite.ZoneLoss, new Candidate((uint)env.Serial, (uint)process.Generation) { Function = env.Function.Definition, Zone = ZoneOf(env) });
        if (strike is not null)
        {
            Faults.Tell(strike, env.Function.Index, _engine.Pool[env.Slot].Invocation, number: env.Serial);
        }

        return strike;
    }

    // Drawn among those of its subnets that are there when it is made; of a function without subnets among all.
    private string ZoneOf(LiveEnvironment env)
    {
        if (env.Zone is { } known)
        {
            return known;
        }

        var function = env.Function.Definition;
        List<string> all = SubnetsOf?.Invoke(function) is { Count: > 0 } subnets ? [.. subnets.Select(ZoneOfSubnet).Distinct(StringComparer.Ordinal)] : [.. FaultSites.Zones];
        var there = all.FindAll(zone => env.CreatedAt < _engine.Now || Faults.Peek(FaultSite.ZoneLoss, new Candidate(0, 0) { Function = function, Zone = zone }) is null);
        var among = there.Count > 0 ? there : all;
        return env.Zone = among[(int)(Draw.Bits(Seed, Purpose.EnvironmentZone, (uint)env.Serial, 0) % (ulong)among.Count)];
    }

    /// <summary>AWS gives a subnet one zone; here its id does.</summary>
    internal static string ZoneOfSubnet(string subnet) => FaultSites.Zones[(int)(Draw.At(StableHash.Of(subnet), 0) % (ulong)FaultSites.Zones.Count)];
}
