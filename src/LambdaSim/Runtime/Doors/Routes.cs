namespace LambdaSim.Runtime;

/// <summary>
/// Which queued items of the process's thread pool belong to which simulation. One object may be queued many times, so every table counts.
/// </summary>
internal static class Routes
{
    private static readonly object _lock = new();
    private static readonly Dictionary<int, List<HeldItem>> _byId = [];
    private static readonly Dictionary<int, HeldItem> _byTask = [];
    private static int _count;

    internal static void Add(HeldItem item)
    {
        using (Uninterrupted.Lock(_lock))
        {
            if (!_byId.TryGetValue(item.Id, out var items))
            {
                _byId[item.Id] = items = new(1);
            }

            items.Add(item);
            if (item.TaskId != 0)
            {
                _byTask[item.TaskId] = item;
            }

            _count++;
        }
    }

    /// <summary>Whose item a pool thread has just taken from a queue; null for everybody else's.</summary>
    internal static HeldItem? TakeDequeued(int id)
    {
        if (Volatile.Read(ref _count) == 0)
        {
            return null;
        }

        using (Uninterrupted.Lock(_lock))
        {
            if (!_byId.TryGetValue(id, out var items))
            {
                return null;
            }

            var item = items[0];
            Drop(item);
            return item;
        }
    }

    /// <summary>A task starts that nobody dequeued: its waiter popped it from its own queue and runs it as a call.</summary>
    internal static HeldItem? TakeStarted(int taskId)
    {
        if (Volatile.Read(ref _count) == 0)
        {
            return null;
        }

        using (Uninterrupted.Lock(_lock))
        {
            if (!_byTask.TryGetValue(taskId, out var item))
            {
                return null;
            }

            Drop(item);
            return item;
        }
    }

    internal static void Forget(HeldItem item)
    {
        using (Uninterrupted.Lock(_lock))
        {
            Drop(item);
        }
    }

    private static void Drop(HeldItem item)
    {
        if (!_byId.TryGetValue(item.Id, out var items) || !items.Remove(item))
        {
            return;
        }

        _count--;
        if (items.Count == 0)
        {
            _byId.Remove(item.Id);
        }

        if (item.TaskId != 0 && _byTask.TryGetValue(item.TaskId, out var other) && other == item)
        {
            _byTask.Remove(item.TaskId);
        }
    }
}
