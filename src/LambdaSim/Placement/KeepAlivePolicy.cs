using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Placement;

/// <summary>What to do with an environment that has just become idle.</summary>
/// <param name="KeepFor">Nanoseconds to keep it.</param>
/// <param name="PrewarmAfter">Nanoseconds after which to prepare one again; negative: not.</param>
internal readonly record struct IdleDecision(long KeepFor, long PrewarmAfter);

/// <summary>Decides how long idle environments are kept (rule ENV-KEEPALIVE).</summary>
internal abstract class KeepAlivePolicy
{
    /// <summary>Whether the policy watches the traffic and decides anew each time an environment becomes idle.</summary>
    public virtual bool Adapts => false;

    public static KeepAlivePolicy Of(KeepAlive keepAlive, ulong seed) => keepAlive switch
    {
        FixedKeepAlive f => new Constant(f.Time.ToInt64Nanoseconds()),
        UniformKeepAlive u => new Uniform(u, seed),
        HybridKeepAlive h => new HybridKeepAlivePolicy(h),
        _ => throw new ArgumentOutOfRangeException(nameof(keepAlive)),
    };

    /// <summary>The time for an environment, when it is created.</summary>
    /// <param name="entity">The version it belongs to, as draws name it.</param>
    /// <param name="ordinal">Which of the version's environments it is.</param>
    public abstract long TimeFor(ulong entity, long ordinal);

    /// <summary>A request reached a version none of whose calls is running.</summary>
    public virtual void OnArrivalAfterIdle(int version, long idleFor)
    {
    }

    /// <summary>The last running call of a version has ended.</summary>
    public virtual IdleDecision OnIdle(int version) => throw new NotSupportedException();

    private sealed class Constant(long time) : KeepAlivePolicy
    {
        public override long TimeFor(ulong entity, long ordinal) => time;
    }

    private sealed class Uniform(UniformKeepAlive range, ulong seed) : KeepAlivePolicy
    {
        private readonly long _min = range.Min.ToInt64Nanoseconds();
        private readonly ulong _width = (ulong)(range.Max - range.Min).ToInt64Nanoseconds() + 1;

        public override long TimeFor(ulong entity, long ordinal) =>
            _min + (long)Math.BigMul(Draw.Bits(seed, Purpose.KeepAlive, entity, (ulong)ordinal), _width, out _);
    }
}

/// <summary>Decides how old an environment may become (rule ENV-LIFETIME).</summary>
internal sealed class LifetimePolicy(EnvironmentLifetime? lifetime, ulong seed)
{
    private readonly long _min = lifetime is null ? 0 : lifetime.Mean.ToInt64Nanoseconds() / 100 * (100 - lifetime.SpreadPercent);
    private readonly ulong _width = lifetime is null ? 0 : ((ulong)(lifetime.Mean.ToInt64Nanoseconds() / 100) * (ulong)lifetime.SpreadPercent * 2) + 1;

    /// <summary>When an environment created now is to go.</summary>
    public long RecycleAt(long now, ulong entity, long ordinal) => lifetime is null
        ? long.MaxValue
        : now + _min + (long)Math.BigMul(Draw.Bits(seed, Purpose.Lifetime, entity, (ulong)ordinal), _width, out _);
}
