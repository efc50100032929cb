namespace Waiting;

// Timers, periodic work, semaphores, deadlines, time providers of the code's own.
public class Function
{
    public async Task<object> Handle(string input)
    {
        List<string> log = [];
        var began = DateTime.UtcNow;
        void Note(string what) => log.Add($"{(DateTime.UtcNow - began).TotalMilliseconds:0} {what}");

        using (var timer = new Timer(_ => Note("tick"), null, 100, 100))
        {
            await Task.Delay(350);
        }

        using var elapsed = new System.Timers.Timer(200) { AutoReset = false };
        elapsed.Elapsed += (_, e) => Note("elapsed " + (e.SignalTime.Kind == DateTimeKind.Utc));
        elapsed.Start();
        await Task.Delay(300);

        using var periodic = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 2 && await periodic.WaitForNextTickAsync(); i++)
        {
            Note("period");
        }

        using var gate = new SemaphoreSlim(0);
        Note("gate " + await gate.WaitAsync(TimeSpan.FromSeconds(2)));

        using var source = new CancellationTokenSource();
        source.CancelAfter(500);
        try
        {
            await Task.Delay(-1, source.Token);
        }
        catch (OperationCanceledException)
        {
            Note("cancelled");
        }

        try
        {
            await new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(3));
        }
        catch (TimeoutException)
        {
            Note("timeout");
        }

        var time = TimeProvider.System;
        var stamp = time.GetTimestamp();
        await Task.Delay(TimeSpan.FromMilliseconds(40), time);
        Note($"{time.GetElapsedTime(stamp).TotalMilliseconds:0} by the provider, {Environment.TickCount64 > 0}");
        await Parallel.ForEachAsync(Enumerable.Range(1, 3), async (n, token) => await Task.Delay(n * 100, token));
        Note("all");
        return log;
    }
}
