using System.Globalization;
using System.Text;

namespace LambdaSim.Cli.Output;

/// <summary>A bar with rate and time left, drawn over itself on the error stream; only on a terminal and only for long work.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 24;
    private const int CallsBetweenLooks = 64;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly Terminal _terminal;
    private readonly string _what;
    private readonly TimeSpan _began;
    private TimeSpan _next;
    private int _calls;
    private int _drawn;

    public ProgressLine(Terminal terminal, string what = "")
    {
        _terminal = terminal;
        _what = what;
        _began = terminal.Elapsed();
        _next = _began + First;
    }

    public void Show(ReplayProgress progress)
    {
        if (!_terminal.ErrorIsTerminal || ++_calls % CallsBetweenLooks != 0)
        {
            return;
        }

        var now = _terminal.Elapsed();
        if (now < _next)
        {
            return;
        }

        _next = now + Between;
        var line = Line(progress, now - _began);
        _terminal.Error.Write('\r');
        _terminal.Error.Write(line.PadRight(_drawn));
        _drawn = line.Length;
    }

    /// <summary>Takes the line away again.</summary>
    public void Clear()
    {
        if (_drawn > 0)
        {
            _terminal.Error.Write('\r');
            _terminal.Error.Write(new string(' ', _drawn));
            _terminal.Error.Write('\r');
            _terminal.Error.Flush();
            _drawn = 0;
        }
    }

    public void Dispose() => Clear();

    private string Line(ReplayProgress progress, TimeSpan spent)
    {
        var line = new StringBuilder();
        if (_what.Length > 0)
        {
            line.Append(_what).Append("  ");
        }

        if (progress.Share is { } share)
        {
            var full = (int)(Math.Clamp(share, 0, 1) * BarWidth);
            line.Append('[').Append('#', full).Append('.', BarWidth - full).Append(CultureInfo.InvariantCulture, $"] {share * 100:F0} %  ");
        }

        var rate = progress.Arrivals / spent.TotalSeconds;
        line.Append(CultureInfo.InvariantCulture, $"{Figures.Short(progress.Arrivals)} arrivals, {Figures.Short(rate)}/s, {Figures.Clock(progress.VirtualTime.ToTimeSpan())} simulated");
        if (progress.Share is > 0.001 and var done)
        {
            line.Append(CultureInfo.InvariantCulture, $", {Figures.Clock(spent * ((1 - done) / done))} left");
        }

        return line.ToString();
    }
}
