// Real time: virtual time is what stands still.
#pragma warning disable RS0030

using System.Diagnostics;

namespace LambdaSim.Runtime;

/// <summary>
/// Work on the pool that makes more work on the pool at one virtual instant, and never ends: <c>while (!done) await Task.Yield()</c>. Told by number and by
/// real time together: much work is no fault, nor is a debugger that holds it up.
/// </summary>
internal struct Standstill
{
    private const int Many = 50_000;
    private const int TimesPatience = 10;

    private int _items;
    private long _since;

    /// <summary>Pieces let in at this instant.</summary>
    public readonly int Items => _items;

    /// <summary>Another piece is let in.</summary>
    public bool IsReached(TimeSpan patience)
    {
        if (_items++ == 0)
        {
            _since = Stopwatch.GetTimestamp();
        }

        return _items >= Many && _items % 1_000 == 0 && Stopwatch.GetElapsedTime(_since) > patience * TimesPatience;
    }
}
