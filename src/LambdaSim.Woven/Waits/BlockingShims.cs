using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace LambdaSim.Woven.Waits;

[Redirects(typeof(Task))]
public static class TaskBlocking
{
    [InstanceMember]
    public static bool Wait(Task self, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "Task.Wait", t => self.Wait(t));

    [InstanceMember]
    public static bool Wait(Task self, int millisecondsTimeout, CancellationToken cancellationToken) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "Task.Wait", t => self.Wait(t, cancellationToken), cancellationToken);

    [InstanceMember]
    public static bool Wait(Task self, TimeSpan timeout) =>
        BlockingWait.For(timeout, "Task.Wait", t => self.Wait(t));

    [InstanceMember]
    public static bool Wait(Task self, TimeSpan timeout, CancellationToken cancellationToken) =>
        BlockingWait.For(timeout, "Task.Wait", t => self.Wait(t, cancellationToken), cancellationToken);

    public static bool WaitAll(Task[] tasks, int millisecondsTimeout) => BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "Task.WaitAll", t => Task.WaitAll(tasks, t));

    public static bool WaitAll(Task[] tasks, TimeSpan timeout) => BlockingWait.For(timeout, "Task.WaitAll", t => Task.WaitAll(tasks, t));

    public static bool WaitAll(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "Task.WaitAll", t => Task.WaitAll(tasks, (int)t.TotalMilliseconds, cancellationToken), cancellationToken);

    public static int WaitAny(Task[] tasks, int millisecondsTimeout) => WaitAny(tasks, millisecondsTimeout, default);

    public static int WaitAny(Task[] tasks, TimeSpan timeout) => WaitAny(tasks, (int)timeout.TotalMilliseconds, default);

    public static int WaitAny(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        var first = -1;
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "Task.WaitAny", t => (first = Task.WaitAny(tasks, (int)t.TotalMilliseconds, cancellationToken)) >= 0, cancellationToken);
        return first;
    }
}

[Redirects(typeof(Monitor))]
public static class MonitorShims
{
    public static bool Wait(object obj, int millisecondsTimeout) => BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "Monitor.Wait", t => Monitor.Wait(obj, t));

    public static bool Wait(object obj, TimeSpan timeout) => BlockingWait.For(timeout, "Monitor.Wait", t => Monitor.Wait(obj, t));

    public static bool TryEnter(object obj, int millisecondsTimeout) => BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "Monitor.TryEnter", t => Monitor.TryEnter(obj, t));

    public static bool TryEnter(object obj, TimeSpan timeout) => BlockingWait.For(timeout, "Monitor.TryEnter", t => Monitor.TryEnter(obj, t));

    public static void TryEnter(object obj, int millisecondsTimeout, ref bool lockTaken) => TryEnter(obj, BlockingWait.Ms(millisecondsTimeout), ref lockTaken);

    public static void TryEnter(object obj, TimeSpan timeout, ref bool lockTaken)
    {
        if (lockTaken)
        {
            throw new ArgumentException("Argument must be initialized to false", nameof(lockTaken));
        }

        lockTaken = TryEnter(obj, timeout);
    }
}

[Redirects(typeof(Lock))]
public static class LockShims
{
    [InstanceMember]
    public static bool TryEnter(Lock self, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "Lock.TryEnter", t => self.TryEnter(t));

    [InstanceMember]
    public static bool TryEnter(Lock self, TimeSpan timeout) =>
        BlockingWait.For(timeout, "Lock.TryEnter", t => self.TryEnter(t));
}

[Redirects(typeof(WaitHandle))]
public static class WaitHandleShims
{
    [InstanceMember]
    public static bool WaitOne(WaitHandle self, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "WaitHandle.WaitOne", t => self.WaitOne(t));

    [InstanceMember]
    public static bool WaitOne(WaitHandle self, TimeSpan timeout) =>
        BlockingWait.For(timeout, "WaitHandle.WaitOne", t => self.WaitOne(t));

    [InstanceMember]
    public static bool WaitOne(WaitHandle self, int millisecondsTimeout, bool exitContext) => WaitOne(self, millisecondsTimeout);

    [InstanceMember]
    public static bool WaitOne(WaitHandle self, TimeSpan timeout, bool exitContext) => WaitOne(self, timeout);

    public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout) => WaitAll(waitHandles, BlockingWait.Ms(millisecondsTimeout));

    public static bool WaitAll(WaitHandle[] waitHandles, TimeSpan timeout) => BlockingWait.For(timeout, "WaitHandle.WaitAll", t => WaitHandle.WaitAll(waitHandles, t));

    public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout) => WaitAny(waitHandles, BlockingWait.Ms(millisecondsTimeout));

    public static int WaitAny(WaitHandle[] waitHandles, TimeSpan timeout)
    {
        var first = WaitHandle.WaitTimeout;
        BlockingWait.For(timeout, "WaitHandle.WaitAny", t => (first = WaitHandle.WaitAny(waitHandles, t)) != WaitHandle.WaitTimeout);
        return first;
    }
}

[Redirects(typeof(SemaphoreSlim))]
public static class SemaphoreSlimBlocking
{
    [InstanceMember]
    public static bool Wait(SemaphoreSlim self, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "SemaphoreSlim.Wait", t => self.Wait(t));

    [InstanceMember]
    public static bool Wait(SemaphoreSlim self, int millisecondsTimeout, CancellationToken cancellationToken) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "SemaphoreSlim.Wait", t => self.Wait(t, cancellationToken), cancellationToken);

    [InstanceMember]
    public static bool Wait(SemaphoreSlim self, TimeSpan timeout) =>
        BlockingWait.For(timeout, "SemaphoreSlim.Wait", t => self.Wait(t));

    [InstanceMember]
    public static bool Wait(SemaphoreSlim self, TimeSpan timeout, CancellationToken cancellationToken) =>
        BlockingWait.For(timeout, "SemaphoreSlim.Wait", t => self.Wait(t, cancellationToken), cancellationToken);
}

[Redirects(typeof(ManualResetEventSlim))]
public static class ManualResetEventSlimShims
{
    [InstanceMember]
    public static bool Wait(ManualResetEventSlim self, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "ManualResetEventSlim.Wait", t => self.Wait(t));

    [InstanceMember]
    public static bool Wait(ManualResetEventSlim self, int millisecondsTimeout, CancellationToken cancellationToken) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "ManualResetEventSlim.Wait", t => self.Wait(t, cancellationToken), cancellationToken);

    [InstanceMember]
    public static bool Wait(ManualResetEventSlim self, TimeSpan timeout) =>
        BlockingWait.For(timeout, "ManualResetEventSlim.Wait", t => self.Wait(t));

    [InstanceMember]
    public static bool Wait(ManualResetEventSlim self, TimeSpan timeout, CancellationToken cancellationToken) =>
        BlockingWait.For(timeout, "ManualResetEventSlim.Wait", t => self.Wait(t, cancellationToken), cancellationToken);
}

[Redirects(typeof(CountdownEvent))]
public static class CountdownEventShims
{
    [InstanceMember]
    public static bool Wait(CountdownEvent self, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "CountdownEvent.Wait", t => self.Wait(t));

    [InstanceMember]
    public static bool Wait(CountdownEvent self, int millisecondsTimeout, CancellationToken cancellationToken) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "CountdownEvent.Wait", t => self.Wait(t, cancellationToken), cancellationToken);

    [InstanceMember]
    public static bool Wait(CountdownEvent self, TimeSpan timeout) =>
        BlockingWait.For(timeout, "CountdownEvent.Wait", t => self.Wait(t));

    [InstanceMember]
    public static bool Wait(CountdownEvent self, TimeSpan timeout, CancellationToken cancellationToken) =>
        BlockingWait.For(timeout, "CountdownEvent.Wait", t => self.Wait(t, cancellationToken), cancellationToken);
}

[Redirects(typeof(ReaderWriterLockSlim))]
public static class ReaderWriterLockSlimShims
{
    [InstanceMember]
    public static bool TryEnterReadLock(ReaderWriterLockSlim self, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "ReaderWriterLockSlim.TryEnterReadLock", t => self.TryEnterReadLock(t));

    [InstanceMember]
    public static bool TryEnterReadLock(ReaderWriterLockSlim self, TimeSpan timeout) =>
        BlockingWait.For(timeout, "ReaderWriterLockSlim.TryEnterReadLock", t => self.TryEnterReadLock(t));

    [InstanceMember]
    public static bool TryEnterUpgradeableReadLock(ReaderWriterLockSlim self, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "ReaderWriterLockSlim.TryEnterUpgradeableReadLock", t => self.TryEnterUpgradeableReadLock(t));

    [InstanceMember]
    public static bool TryEnterUpgradeableReadLock(ReaderWriterLockSlim self, TimeSpan timeout) =>
        BlockingWait.For(timeout, "ReaderWriterLockSlim.TryEnterUpgradeableReadLock", t => self.TryEnterUpgradeableReadLock(t));

    [InstanceMember]
    public static bool TryEnterWriteLock(ReaderWriterLockSlim self, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "ReaderWriterLockSlim.TryEnterWriteLock", t => self.TryEnterWriteLock(t));

    [InstanceMember]
    public static bool TryEnterWriteLock(ReaderWriterLockSlim self, TimeSpan timeout) =>
        BlockingWait.For(timeout, "ReaderWriterLockSlim.TryEnterWriteLock", t => self.TryEnterWriteLock(t));
}

[Redirects(typeof(BlockingCollection<>))]
public static class BlockingCollectionShims
{
    [InstanceMember]
    public static bool TryTake<T>(BlockingCollection<T> self, [MaybeNullWhen(false)] out T item, int millisecondsTimeout)
    {
        T? taken = default;
        var any = BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "BlockingCollection.TryTake", t => self.TryTake(out taken, t));
        item = taken;
        return any;
    }

    [InstanceMember]
    public static bool TryAdd<T>(BlockingCollection<T> self, T item, int millisecondsTimeout) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "BlockingCollection.TryAdd", t => self.TryAdd(item, t));

    [InstanceMember]
    public static bool TryTake<T>(BlockingCollection<T> self, [MaybeNullWhen(false)] out T item, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        T? taken = default;
        var any = BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "BlockingCollection.TryTake", t => self.TryTake(out taken, (int)t.TotalMilliseconds, cancellationToken), cancellationToken);
        item = taken;
        return any;
    }

    [InstanceMember]
    public static bool TryAdd<T>(BlockingCollection<T> self, T item, int millisecondsTimeout, CancellationToken cancellationToken) =>
        BlockingWait.For(BlockingWait.Ms(millisecondsTimeout), "BlockingCollection.TryAdd", t => self.TryAdd(item, (int)t.TotalMilliseconds, cancellationToken), cancellationToken);

    [InstanceMember]
    public static bool TryTake<T>(BlockingCollection<T> self, [MaybeNullWhen(false)] out T item, TimeSpan timeout)
    {
        T? taken = default;
        var any = BlockingWait.For(timeout, "BlockingCollection.TryTake", t => self.TryTake(out taken, t));
        item = taken;
        return any;
    }

    [InstanceMember]
    public static bool TryAdd<T>(BlockingCollection<T> self, T item, TimeSpan timeout) =>
        BlockingWait.For(timeout, "BlockingCollection.TryAdd", t => self.TryAdd(item, t));
}

[Redirects(typeof(SpinWait))]
public static class SpinWaitShims
{
    public static bool SpinUntil(Func<bool> condition, int millisecondsTimeout) => SpinUntil(condition, BlockingWait.Ms(millisecondsTimeout));

    public static bool SpinUntil(Func<bool> condition, TimeSpan timeout) => BlockingWait.For(timeout, "SpinWait.SpinUntil", t => SpinWait.SpinUntil(condition, t));
}
