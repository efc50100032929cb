using NodaTime;

namespace LambdaSim.Projections;

/// <summary>For how long a version had how much provisioned concurrency (rule BIL-PROVISIONED).</summary>
internal sealed class ProvisionedTime
{
    private const long Period = 5 * 60 * NodaConstants.NanosecondsPerSecond;
    private const long Millisecond = NodaConstants.NanosecondsPerMillisecond;

    // Environments times nanoseconds, of what is over.
    private Int128 _closed;
    private long _amount;

    // When it was enabled, and when the amount became what it is.
    private long _enabled;
    private long _since;

    // When environments that are not ready yet began to be allocated; negative: none are.
    private long _allocating = -1;

    /// <summary>An environment is made for it.</summary>
    public void Allocate(long time) => _allocating = _allocating < 0 ? time : _allocating;

    /// <summary>The environments asked for are there: they count from when their allocation began. 0: it is gone.</summary>
    public void Change(long time, long amount)
    {
        var from = amount > _amount && _allocating >= 0 ? Math.Max(_allocating, _since) : time;
        _allocating = -1;
        if (amount == _amount)
        {
            return;
        }

        if (_amount == 0)
        {
            _enabled = from;
        }
        else
        {
            _closed += amount == 0 ? Open(time) : (Int128)(from - _since) * _amount;
        }

        _since = from;
        _amount = amount;
    }

    /// <summary>Environments times milliseconds, up to a moment.</summary>
    public Int128 Milliseconds(long time) => (_closed + (_amount == 0 ? 0 : Open(time)) + Millisecond - 1) / Millisecond;

    // The time from enabling to the end is whole periods; the last one is charged by the last amount.
    private Int128 Open(long time)
    {
        var end = _enabled + ((time - _enabled + Period - 1) / Period * Period);
        return (Int128)(end - _since) * _amount;
    }
}
