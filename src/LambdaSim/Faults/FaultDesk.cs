using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Faults;

/// <summary>Decides which faults of a plan strike what comes by (rule FLT-DRAW), and tells it to the log (rule FLT-LOGGED). Without faults it decides nothing and draws nothing.</summary>
/// <param name="seed">The run's seed.</param>
/// <param name="now">Virtual time in nanoseconds.</param>
/// <param name="record">The log.</param>
internal sealed class FaultDesk(ulong seed, Func<long> now, Action<SimEvent> record)
{
    private static readonly int _sites = Enum.GetValues<FaultSite>().Max(static s => (int)s) + 1;

    private static readonly FaultSite[] _ofRequests =
        [FaultSite.Throttle, FaultSite.ServiceError, FaultSite.SlowNeighbour, FaultSite.CrashBefore, FaultSite.CrashDuring, FaultSite.CrashAfter];

    private readonly Entry[]?[] _bySite = new Entry[]?[_sites];
    private readonly List<Entry> _entries = [];

    /// <summary>Nothing goes wrong; nobody gives it a plan.</summary>
    public static FaultDesk None { get; } = new(0, static () => 0, static _ => { });

    /// <summary>The faults of the run.</summary>
    public FaultPlan Plan { get; private set; } = FaultPlan.None;

    /// <summary>Some fault strikes environments whose call has ended: asked at each end of a call.</summary>
    public bool Recycles { get; private set; }

    /// <summary>Some fault strikes requests of handlers: asked at each.</summary>
    public bool StrikesRequests { get; private set; }

    /// <summary>What came by each fault, and what it struck.</summary>
    public IEnumerable<(Fault Fault, long Met, long Struck)> Tally => _entries.Select(static e => (e.Fault, e.Met, e.Struck));

    /// <summary>From now on these faults strike; what was counted is forgotten.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="older">Those that a configuration names beside it (<see cref="AsyncFaults"/>): they keep their draws.</param>
    public void Use(FaultPlan plan, AsyncFaults older)
    {
        Plan = plan;
        _entries.Clear();
        _entries.AddRange(plan.Select(static (fault, i) => new Entry(fault, i)));
        var all = _entries.Concat(Older(older).Select(static f => new Entry(f, SimEvent.None))).ToLookup(static e => (int)e.Fault.Site);
        for (var site = 0; site < _sites; site++)
        {
            _bySite[site] = all.Contains(site) ? [.. all[site]] : null;
        }

        Recycles = Has(FaultSite.EnvironmentRecycle);
        StrikesRequests = _ofRequests.Any(Has);
    }

    /// <summary>Whether a fault of the site exists: asked before anything is made for <see cref="Find"/>.</summary>
    public bool Has(FaultSite site) => _bySite[(int)site] is not null;

    /// <summary>The first fault that strikes; null: none does. Whoever acts on it tells so (<see cref="Tell"/>).</summary>
    public Strike? Find(FaultSite site, in Candidate what)
    {
        if (_bySite[(int)site] is not { } entries)
        {
            return null;
        }

        var time = now();
        foreach (var entry in entries)
        {
            if (entry.IsFor(what, time))
            {
                entry.Met++;
                if (entry.Struck < (entry.Fault.Count ?? long.MaxValue) && Falls(entry, what))
                {
                    entry.Struck++;
                    return entry.Strike;
                }
            }
        }

        return null;
    }

    /// <summary>The first fault that could strike now, whatever its share and count say: nothing has come by yet.</summary>
    public Strike? Peek(FaultSite site, in Candidate what)
    {
        var time = now();
        foreach (var entry in _bySite[(int)site] ?? [])
        {
            if (entry.IsFor(what, time))
            {
                return entry.Strike;
            }
        }

        return null;
    }

    /// <summary>A further draw of a strike, 0 to below 1: how much.</summary>
    public double Further(Strike strike, in Candidate what) =>
        Draw.Share(Draw.Bits(seed, Purpose.Fault + (ulong)strike.Fault.Site, Draw.At(strike.Fault.Key, what.Entity), what.Ordinal | (1ul << 63)));

    /// <summary>Records that a fault struck.</summary>
    /// <param name="strike">Which.</param>
    /// <param name="function">Index of the function version, if any.</param>
    /// <param name="invocation">The invocation, if any.</param>
    /// <param name="resource">Index of the resource, if any.</param>
    /// <param name="number">Number of the message, environment or batch that it struck, if any.</param>
    public void Tell(Strike strike, int function = SimEvent.None, int invocation = SimEvent.None, int resource = SimEvent.None, int number = SimEvent.None)
    {
        if (strike.Number != SimEvent.None)
        {
            record(new SimEvent(now(), EventKind.FaultStruck, (byte)strike.Fault.Site, 0, function, invocation, resource, SimEvent.PairValue(strike.Number, number + 1)));
        }
    }

    /// <summary>Those that nothing came by: no setting is inert (rule FLT-INERT).</summary>
    /// <param name="functions">Names of functions, for hints.</param>
    /// <param name="resources">Names of resources, for hints.</param>
    public IEnumerable<string> Unmet(IReadOnlyCollection<string> functions, IReadOnlyCollection<string> resources)
    {
        foreach (var entry in _entries.Where(static e => e.Met == 0))
        {
            var fault = entry.Fault;
            var why = fault.Function is { } function && !functions.Contains(function) ? $"there is no function {function}, {NearestName.Hint(function, functions)}"
                : fault.Resource is { } resource && !resources.Contains(resource) && !Resources.Arn.TryParse(resource, out _) ? $"there is no resource {resource}, {NearestName.Hint(resource, resources)}"
                : $"it needs {FaultSites.Of(fault.Site).Needs}, and none came by";
            yield return Text.Invariant($"fault {entry.Number} ({fault}): {why}");
        }
    }

    // A share of 1 needs no draw. Whose draw it is does not depend on what else is in the plan.
    private bool Falls(Entry entry, in Candidate what)
    {
        var fault = entry.Fault;
        return fault.Old is { } old ? Draw.Share(Draw.Bits(seed, old, what.Entity, what.Ordinal)) < entry.Share
            : fault.Share == 1 || Draw.Share(Draw.Bits(seed, Purpose.Fault + (ulong)fault.Site, Draw.At(entry.Key, what.Entity), what.Ordinal)) < entry.Share;
    }

    private static IEnumerable<Fault> Older(AsyncFaults older)
    {
        if (older.DuplicateShare > 0)
        {
            yield return new Fault(FaultSite.DuplicateDelivery) { Share = older.DuplicateShare, Old = Purpose.AsyncDuplicate };
        }

        if (older.SystemErrorShare > 0)
        {
            yield return new Fault(FaultSite.SystemError) { Share = older.SystemErrorShare, Old = Purpose.AsyncSystemError };
        }
    }

    private sealed class Entry(Fault fault, int number)
    {
        public Fault Fault => fault;

        public int Number => number;

        public Strike Strike { get; } = new(fault, number);

        public ulong Key { get; } = fault.Key;

        public double Share { get; } = (double)fault.Share;

        public long Met { get; set; }

        public long Struck { get; set; }

        public bool IsFor(in Candidate what, long now) =>
            fault.IsOpen(now)
            && (fault.Old is null || what.IsEvent)
            && (fault.Function is not { } function || function == what.FunctionName || (what.Function is { } of && (function == of.Name || function == of.DisplayName)))
            && (fault.Resource is not { } resource || resource == what.Resource || resource == what.Arn)
            && (fault.Service is not { } service || service == what.Service)
            && (fault.Operation is not { } operation || operation == what.Operation)
            && (fault.Zone is not { } zone || zone == what.Zone);
    }
}
