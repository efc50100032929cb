using LambdaSim.Projections;

namespace LambdaSim;

// What became of what was accepted.
public sealed partial class Simulation
{
    private (int Records, FateLedger Ledger)? _ledger;

    /// <summary>The async invocations and the messages of queues so far, each with its way and its one fate; what has none yet is on its way.</summary>
    /// <exception cref="InvalidOperationException">The log is not kept.</exception>
    public FateLedger Ledger
    {
        get
        {
            var log = Log;
            if (_ledger is not { } folded || folded.Records != log.Count)
            {
                folded = (log.Count, new FateLedger
                {
                    Seed = Seed,
                    KnownFunctions = KnownFunctions().SelectMany(static f => new[] { f.Name, f.DisplayName }),
                    KnownQueues = _world.Queues.All.SelectMany(static q => new[] { q.Name, q.Arn }),
                });
                log.Replay(folded.Ledger);
                _ledger = folded;
            }

            return folded.Ledger;
        }
    }
}
