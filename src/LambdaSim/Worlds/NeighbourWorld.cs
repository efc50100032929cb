using LambdaSim.Neighbours;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Worlds;

/// <summary>The simulation, as Lambda's neighbours see it.</summary>
internal sealed class NeighbourWorld(LoopHost host, INeighbourLog? log) : INeighbourHost
{
    public Instant Now => host.Start + Duration.FromNanoseconds(host.WorldNow);

    public ulong Seed => host.Seed;

    public int MaxMessageBytes => host.Options.World.Account.Quotas.MaxMessageBytes;

    public bool KeepsHistory => host.Options.KeepQueueHistory;

    public INeighbourLog? Log => log;

    public IDisposable After(Duration delay, Action action)
    {
        var wake = new WakeUp(host, action);
        host.Set(wake, host.WorldNow + delay.ToInt64Nanoseconds());
        return wake;
    }

    // Somebody outside waits for it: it keeps a run alive.
    private sealed class WakeUp(LoopHost host, Action action) : Alarm, IDisposable
    {
        public void Dispose() => host.Disarm(this);

        internal override void Ring() => action();
    }
}
