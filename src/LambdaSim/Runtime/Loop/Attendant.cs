// Real time: it passes while nothing runs the world.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>One timer for a process that looks, while there is something to look after, whether somebody waits for a world that nobody runs.</summary>
internal static class Attendant
{
    private const int PeriodMs = 50;

    private static readonly Lock _lock = new();

    // Held: code that awaits its own simulation, and nothing else, is held by nobody but that, and would be collected as it waits.
    private static readonly List<Unattended> _watched = [];
    private static Timer? _timer;

    internal static void Watch(Unattended unattended)
    {
        lock (_lock)
        {
            if (_watched.Contains(unattended))
            {
                return;
            }

            _watched.Add(unattended);
            if (_watched.Count == 1)
            {
                Start();
            }
        }
    }

    // Not in the context of whoever came first.
    private static void Start()
    {
        if (_timer is not null)
        {
            _timer.Change(PeriodMs, PeriodMs);
            return;
        }

        var flows = !ExecutionContext.IsFlowSuppressed();
        if (flows)
        {
            ExecutionContext.SuppressFlow();
        }

        _timer = new Timer(static _ => Look(), null, PeriodMs, PeriodMs);
        if (flows)
        {
            ExecutionContext.RestoreFlow();
        }
    }

    private static void Look()
    {
        List<Unattended> all;
        lock (_lock)
        {
            all = [.. _watched];
        }

        // Not under the lock: each has its own, which is held while it calls here.
        var over = all.Where(static one => !one.Look()).ToHashSet();
        lock (_lock)
        {
            _watched.RemoveAll(one => over.Contains(one) && !one.IsWatched);
            if (_watched.Count == 0)
            {
                _timer!.Change(Timeout.Infinite, Timeout.Infinite);
            }
        }
    }
}
