using LambdaSim.Neighbours;
using NodaTime;

namespace LambdaSim.Worlds;

/// <summary>A world, as Lambda's neighbours see it.</summary>
internal sealed class NeighbourWorld(Engine.Engine engine, WorldPlan plan) : INeighbourHost
{
    public Instant Now => plan.Start + Duration.FromNanoseconds(engine.Now);

    public ulong Seed => plan.Seed;

    public int MaxMessageBytes => plan.Options.World.Account.Quotas.MaxMessageBytes;

    public bool KeepsHistory => plan.Options.KeepQueueHistory;

    public INeighbourLog? Log { get; } = plan.Options.Semantics.RecordsMessages ? new NeighbourLog(engine) : null;

    /// <summary>Wakes clients that wait; null: the world has none.</summary>
    public Func<Duration, Action, IDisposable>? Alarms { get; set; }

    public IDisposable After(Duration delay, Action action) => (Alarms ?? throw new InvalidOperationException("nobody waits in a world without clients"))(delay, action);
}
