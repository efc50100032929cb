using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Projections;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Conservation;

/// <summary>One small world made from a seed: functions, queues, a bus, a bucket, topics, schedules, a stream, a table, mappings, and what clients and operators do to them.</summary>
internal sealed partial class ConservationWorld : IDisposable
{
    private const int Steps = 20;

    private readonly ulong _seed;
    private readonly Ledger _strict = new(strict: true);
    private readonly Simulation _simulation;
    private readonly QueueService _queues;

    // Of messages that clients sent to FIFO queues, by number.
    private readonly Dictionary<int, string> _groups = [];
    private readonly List<Function> _functions = [];
    private readonly List<(string Queue, string Handle)> _handles = [];
    private ulong _draws;
    private int _sent;

    private ConservationWorld(ulong seed, FaultPlan faults)
    {
        _seed = seed;
        _simulation = new Simulation(seed, new SimulationOptions { Faults = faults, Observers = [_strict], World = new SimulationConfig { Account = new AccountConfig { ConcurrencyLimit = Pick(1_000, 110) } } });
        _queues = _simulation.QueuesAt(_simulation.Options.AccountId, _simulation.Options.Region);
        _queues.EnforcesPauses = false;
    }

    /// <summary>Plays the world of a seed.</summary>
    /// <returns>What is wrong; null: nothing.</returns>
    public static string? Play(ulong seed, ConservationTally tally) => Play(seed, tally, FaultPlan.None, out _);

    /// <summary>Plays the world of a seed with a plan of faults.</summary>
    public static string? Play(ulong seed, ConservationTally tally, FaultPlan faults, out string fingerprint)
    {
        fingerprint = "";
        try
        {
            using var world = new ConservationWorld(seed, faults);
            world.Build();
            for (var i = 0; i < Steps; i++)
            {
                world.Step();
            }

            var fault = world.End(tally);
            fingerprint = world._simulation.Fingerprint;
            return fault;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.ToString();
        }
    }

    public void Dispose() => _simulation.Dispose();

    private void Build()
    {
        BuildQueues();
        BuildFunctions();
        BuildServices();
        BuildTopics();
        BuildMappings();
        BuildStreams();
        BuildTables();
    }

    private void Step()
    {
        try
        {
            switch (Below(18))
            {
                case < 5:
                    StepOfQueues();
                    break;
                case < 8:
                    StepOfFunctions();
                    break;
                case < 10:
                    StepOfServices();
                    break;
                case 10:
                    StepOfMappings();
                    break;
                case 11:
                    StepOfTopics();
                    break;
                case 12:
                    StepOfSchedules();
                    break;
                case 13 or 14:
                    StepOfStreams();
                    break;
                case 15:
                    StepOfTables();
                    break;
                default:
                    _simulation.AdvanceBy(Duration.FromMilliseconds(Pick(0, 1, 500, 5_000, 60_000, 400_000, Below(1_000_000))));
                    break;
            }
        }
        catch (AwsServiceException)
        {
            // Refused: nothing was accepted.
        }
    }

    private string? End(ConservationTally tally)
    {
        // A topic tries for weeks, and pollers ask all the while.
        if (_mappings.Count + _orders.Count > 0)
        {
            _simulation.AdvanceBy(Duration.FromMinutes(Below(30)));
        }
        else if (Below(3) > 0)
        {
            _simulation.RunUntilIdle();
        }

        var disorder = DisorderOfTopic();
        _simulation.End();
        var ledger = _simulation.Ledger;
        var firings = _schedules.Sum(static s => s.Firings);
        tally.Add(ledger, _simulation.Log, firings, _inOrder, _orders.Sum(static o => o.Seen));
        return _strict.Balance() is { IsBalanced: false } balance ? balance.ToString()
            : ledger.Open.Count > 0 ? $"without a fate: {ledger.Open[0]}"
            : ledger.Messages.Count(static m => m.Sender is null) is var recorded && recorded < _sent ? FormattableString.Invariant($"clients sent {_sent} messages, {recorded} are in the ledger")
            : FiringsIn(_simulation.Log) is var fired && fired < firings ? FormattableString.Invariant($"schedules fired {firings} times, {fired} are in the log")
            : disorder ?? (_simulation.Faults.Count == 0 ? DisorderOfKeys() : null) ?? UntoldFault() ?? OrderCheck.FaultOf(_simulation.Log, _groups);
    }

    // Each time that a fault struck is in the log.
    private string? UntoldFault()
    {
        var (struck, told) = (_simulation.FaultTally.Sum(static t => t.Struck), _simulation.Log.Count(static e => e.Kind == EventKind.FaultStruck));
        return struck == told ? null : FormattableString.Invariant($"faults struck {struck} times, {told} are in the log");
    }

    private int Below(int end) => (int)(Draw.At(_seed, _draws++) % (ulong)end);

    private T Pick<T>(params ReadOnlySpan<T> items) => items[Below(items.Length)];

    private bool OneIn(int often) => Below(often) == 0;
}
