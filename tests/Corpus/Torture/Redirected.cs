using System.Linq.Expressions;

namespace Torture;

/// <summary>Members of the machine, reached in every way that code reaches a member.</summary>
public static class Redirected
{
    private static readonly SemaphoreSlim _semaphore = new(1);
    private static readonly Func<DateTime> _now = () => DateTime.UtcNow;
    private static readonly Func<Guid> _guid = Guid.NewGuid;

    public static string Pointers()
    {
        unsafe
        {
            delegate*<DateTime> now = &Now;
            delegate*<Guid> guid = &Guid.NewGuid;
            return $"{now():MM-dd} {guid() != guid()} {_now():MM-dd} {_guid() != _guid()}";
        }
    }

    public static async Task<string> Groups()
    {
        Func<Task> wait = _semaphore.WaitAsync;
        Func<TimeSpan, Task<bool>> waitFor = _semaphore.WaitAsync;
        Func<int, Task> delay = Task.Delay;
        using var source = new CancellationTokenSource();
        Action<int> cancel = source.CancelAfter;
        var start = DateTime.UtcNow;
        await wait();
        var second = await waitFor(TimeSpan.FromMilliseconds(300));
        await delay(200);
        cancel(100);
        await Task.Delay(100);
        _semaphore.Release();
        return $"{second} {source.IsCancellationRequested} {(DateTime.UtcNow - start).TotalMilliseconds} {ReferenceEquals(wait.Target, _semaphore)}";
    }

    public static string Trees()
    {
        Expression<Func<DateTime>> now = () => DateTime.UtcNow;
        Expression<Func<Guid>> guid = () => Guid.NewGuid();
        return $"{now.Compile()():MM-dd} {guid.Compile()() != Guid.Empty}";
    }

    public static string Constrained() => Later(DateTime.UnixEpoch) + Cancelled(new CancellationTokenSource());

    private static string Cancelled<T>(T source)
        where T : CancellationTokenSource
    {
        source.CancelAfter(0);
        return " " + source.IsCancellationRequested;
    }

    private static string Later<T>(T time)
        where T : struct, IComparable<DateTime> => time.CompareTo(DateTime.UtcNow).ToString();

    private static DateTime Now() => DateTime.UtcNow;
}
