using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim.Worlds;

/// <summary>Wakes a client of a neighbour. Somebody outside waits for it: it keeps a run alive.</summary>
internal sealed class WakeUp : Alarm, IDisposable
{
    private readonly LoopHost _host;
    private readonly Action _action;

    private WakeUp(LoopHost host, Action action) => (_host, _action) = (host, action);

    public static IDisposable After(LoopHost host, Duration delay, Action action)
    {
        var wake = new WakeUp(host, action);
        host.Set(wake, host.WorldNow + delay.ToInt64Nanoseconds());
        return wake;
    }

    public void Dispose() => _host.Disarm(this);

    internal override void Ring() => _action();
}
