using System.Diagnostics;
using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>Real time in which a process's code has the simulation's thread, scaled to virtual time (rule DEP-CPU).</summary>
/// <param name="scale">Virtual seconds of a real one.</param>
internal sealed class RealTimeMeter(Func<double> scale) : IWorkMeter
{
    private const double NanosecondsInTick = 1e9;

    private int _depth;
    private long _since;

    public void Begin()
    {
        if (_depth++ == 0)
        {
            _since = Stopwatch.GetTimestamp();
        }
    }

    public long Lap()
    {
        if (_depth == 0)
        {
            return 0;
        }

        var now = Stopwatch.GetTimestamp();
        var real = now - _since;
        _since = now;
        return (long)(real * (NanosecondsInTick / Stopwatch.Frequency) * scale());
    }

    public long End()
    {
        // What began it may have been there before the meter.
        if (_depth == 0 || --_depth > 0)
        {
            return 0;
        }

        _depth = 1;
        var lap = Lap();
        _depth = 0;
        return lap;
    }
}
