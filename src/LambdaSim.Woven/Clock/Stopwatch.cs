using System.Diagnostics.CodeAnalysis;

namespace LambdaSim.Woven.Clock;

/// <summary>Elapsed virtual time.</summary>
[Substitutes(typeof(System.Diagnostics.Stopwatch))]
[SuppressMessage("Design", "CA1051", Justification = "as the type that it stands for")]
[Hidden]
public class Stopwatch
{
    public static readonly long Frequency = 1_000_000_000;

    public static readonly bool IsHighResolution = true;

    private long _elapsed;
    private long _began;

    public bool IsRunning { get; private set; }

    public long ElapsedTicks => _elapsed + (IsRunning ? GetTimestamp() - _began : 0);

    public TimeSpan Elapsed => TimeSpan.FromTicks(ElapsedTicks / 100);

    public long ElapsedMilliseconds => ElapsedTicks / 1_000_000;

    public static long GetTimestamp() => Ambient.Time.GetTimestamp();

    public static TimeSpan GetElapsedTime(long startingTimestamp) => GetElapsedTime(startingTimestamp, GetTimestamp());

    public static TimeSpan GetElapsedTime(long startingTimestamp, long endingTimestamp) => TimeSpan.FromTicks((endingTimestamp - startingTimestamp) / 100);

    public static Stopwatch StartNew()
    {
        var watch = new Stopwatch();
        watch.Start();
        return watch;
    }

    public void Start()
    {
        if (!IsRunning)
        {
            (_began, IsRunning) = (GetTimestamp(), true);
        }
    }

    public void Stop()
    {
        if (IsRunning)
        {
            (_elapsed, IsRunning) = (ElapsedTicks, false);
        }
    }

    public void Reset() => (_elapsed, IsRunning) = (0, false);

    public void Restart() => (_elapsed, _began, IsRunning) = (0, GetTimestamp(), true);

    public override string ToString() => Elapsed.ToString();
}
