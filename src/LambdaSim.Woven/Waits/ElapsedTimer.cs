using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LambdaSim.Woven.Waits;

/// <summary>A timer with an event, on virtual time.</summary>
[Substitutes(typeof(System.Timers.Timer))]
[Hidden]
public class ElapsedTimer : Component, ISupportInitialize
{
    private ITimer? _timer;
    private bool _enabled;
    private double _interval = 100;
    private bool _autoReset = true;

    public ElapsedTimer()
    {
    }

    public ElapsedTimer(double interval) => Interval = interval;

    public ElapsedTimer(TimeSpan interval)
        : this(interval.TotalMilliseconds)
    {
    }

    [SuppressMessage("Design", "CA1003", Justification = "as the type that it stands for")]
    public event System.Timers.ElapsedEventHandler? Elapsed;

    public bool AutoReset
    {
        get => _autoReset;
        set
        {
            _autoReset = value;
            Arm();
        }
    }

    public bool Enabled
    {
        get => _enabled;
        set
        {
            _enabled = value;
            Arm();
        }
    }

    public double Interval
    {
        get => _interval;
        set
        {
            _interval = value is > 0 and <= int.MaxValue ? value : throw new ArgumentException($"'{value}' is not a valid value for 'Interval'. 'Interval' must be greater than 0.");
            Arm();
        }
    }

    public ISynchronizeInvoke? SynchronizingObject { get; set; }

    public void Start() => Enabled = true;

    public void Stop() => Enabled = false;

    public void Close()
    {
        Stop();
        _timer?.Dispose();
        _timer = null;
    }

    public void BeginInit()
    {
    }

    public void EndInit() => Arm();

    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }

    private void Arm()
    {
        var due = _enabled ? TimeSpan.FromMilliseconds(Math.Ceiling(_interval)) : Timeout.InfiniteTimeSpan;
        if (_timer is null && !_enabled)
        {
            return;
        }

        _timer ??= Ambient.Time.CreateTimer(static timer => ((ElapsedTimer)timer!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due, _autoReset ? due : Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        if (!_autoReset)
        {
            _enabled = false;
        }

        Elapsed?.Invoke(this, ArgsOf(Ambient.Time.GetUtcNow().UtcDateTime));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern System.Timers.ElapsedEventArgs ArgsOf(DateTime signalTime);
}
