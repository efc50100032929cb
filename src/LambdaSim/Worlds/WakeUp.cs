using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Worlds;

/// <summary>Wakes a neighbour, or a client of one.</summary>
internal sealed class WakeUp : Alarm, IDisposable
{
    private readonly LoopHost _host;
    private readonly Action _action;

    private readonly bool _keepsAlive;

    private WakeUp(LoopHost host, Action action, bool keepsAlive) => (_host, _action, _keepsAlive) = (host, action, keepsAlive);

    internal override bool KeepsAlive => _keepsAlive;

    /// <param name="host">Whose clock.</param>
    /// <param name="delay">After which it rings.</param>
    /// <param name="action">What it does.</param>
    /// <param name="keepsAlive">Somebody waits for it: a run does not end before.</param>
    public static IDisposable After(LoopHost host, Duration delay, Action action, bool keepsAlive)
    {
        var wake = new WakeUp(host, action, keepsAlive);
        host.Set(wake, host.WorldNow + delay.ToInt64Nanoseconds());
        return wake;
    }

    public void Dispose() => _host.Disarm(this);

    internal override void Ring() => _action();
}
