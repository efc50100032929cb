using System.Diagnostics;

namespace LambdaSim.Benchmarks.Endpoint;

/// <summary>
/// Starts work at a fixed rate, whether or not what it started before is over: a slow server does not slow its clients down. Latency counts from when
/// a piece was to start.
/// </summary>
internal sealed class OpenLoop(double rate, double seconds)
{
    private const int MostErrorsShown = 10;

    private readonly long[] _latencies = new long[(int)Math.Ceiling(rate * seconds)];
    private int _answered;
    private int _errors;
    private int _open;

    public int Sent { get; private set; }

    public int Answered => _answered;

    public int Errors => _errors;

    /// <summary>Real time from the first start to the last answer, in seconds.</summary>
    public double Took { get; private set; }

    /// <summary>Seconds since the first start.</summary>
    public double Elapsed { get; private set; }

    /// <param name="work">One piece; it throws what went wrong.</param>
    /// <param name="everySecond">Called about once a second, between two starts.</param>
    public async Task Run(Func<int, Task> work, Func<Task>? everySecond = null)
    {
        var start = Stopwatch.GetTimestamp();
        var told = 0;
        while (Sent < _latencies.Length)
        {
            Elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            for (var due = Math.Min(_latencies.Length, (int)(Elapsed * rate) + 1); Sent < due; Sent++)
            {
                Interlocked.Increment(ref _open);
                _ = One(work, Sent, start + (long)(Sent / rate * Stopwatch.Frequency));
            }

            if (everySecond is not null && (int)Elapsed > told)
            {
                told = (int)Elapsed;
                await everySecond().ConfigureAwait(false);
            }

            await Task.Delay(1).ConfigureAwait(false);
        }

        while (Volatile.Read(ref _open) > 0)
        {
            await Task.Delay(1).ConfigureAwait(false);
        }

        Took = Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Latencies in milliseconds at shares of all pieces.</summary>
    public double[] Latencies(params double[] shares)
    {
        var sorted = _latencies.AsSpan(0, Sent).ToArray();
        Array.Sort(sorted);
        return Array.ConvertAll(shares, s => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(s * sorted.Length))] * 1e3 / Stopwatch.Frequency);
    }

    private async Task One(Func<int, Task> work, int number, long due)
    {
        // Off the loop that keeps the rate.
        await Task.Yield();
        try
        {
            await work(number).ConfigureAwait(false);
            Interlocked.Increment(ref _answered);
        }
        catch (Exception e)
        {
            if (Interlocked.Increment(ref _errors) <= MostErrorsShown)
            {
                Console.Error.WriteLine($"error: {e.Message}");
            }
        }
        finally
        {
            _latencies[number] = Stopwatch.GetTimestamp() - due;
            Interlocked.Decrement(ref _open);
        }
    }
}
