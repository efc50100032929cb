using LambdaSim.Faults;
using LambdaSim.Neighbours;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Worlds;

/// <summary>A world, as Lambda's neighbours see it.</summary>
internal sealed class NeighbourWorld(Engine.Engine engine, WorldPlan plan, ResourceDirectory directory) : INeighbourHost
{
    public Instant Now => plan.Start + Duration.FromNanoseconds(engine.Now);

    public ulong Seed => plan.Seed;

    public int MaxMessageBytes => plan.Options.World.Account.Quotas.MaxMessageBytes;

    public int MaxFifoInFlight => plan.Options.World.Account.Quotas.MaxFifoInFlight;

    public bool KeepsHistory => plan.Options.KeepQueueHistory;

    public INeighbourLog? Log { get; } = plan.Options.Semantics.RecordsMessages ? new NeighbourLog(engine) : null;

    public FaultDesk Faults => engine.Faults;

    public IRequests? Requests { get; set; }

    public ResourceDirectory Directory => directory;

    /// <summary>Tells whose code runs; null: the world has no code.</summary>
    public Func<Sender>? Senders { get; set; }

    public Sender Sender => Senders?.Invoke() ?? Sender.Client;

    /// <summary>Wakes neighbours and clients that wait; null: the world has neither clients nor services that act by themselves.</summary>
    public Func<Duration, Action, bool, IDisposable>? Alarms { get; set; }

    public IDisposable After(Duration delay, Action action) => Later(delay, action, keepsAlive: true);

    public IDisposable Later(Duration delay, Action action, bool keepsAlive) => (Alarms ?? throw new InvalidOperationException("nobody waits in a world without clients"))(delay, action, keepsAlive);
}
