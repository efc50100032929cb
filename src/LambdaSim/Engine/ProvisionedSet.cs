using LambdaSim.Admission;
using LambdaSim.Configuration;
using LambdaSim.Placement;

namespace LambdaSim.Engine;

/// <summary>The environments that are provisioned for one version.</summary>
internal sealed class ProvisionedSet(AccountConfig account)
{
    private bool _isUnlimited;
    private BucketRate? _rate;
    private TokenBucket _requests;

    /// <summary>Most recently used idle environment of the set.</summary>
    public int Top = EnvironmentSlot.Nil;

    /// <summary>How many there should be.</summary>
    public int Size { get; private set; }

    /// <summary>How many there are, those in INIT and those that are busy too.</summary>
    public int Existing { get; set; }

    /// <summary>How many are in INIT.</summary>
    public int Starting { get; set; }

    public bool IsReady { get; set; }

    /// <summary>Code of an environment could not be initialised, and somebody waits for it.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Who is told when all are there, and whether they are.</summary>
    public Action<bool>? Ready { get; set; }

    /// <summary>Idle environments that were too many when they became idle.</summary>
    public List<int> Surplus { get; } = [];

    /// <inheritdoc cref="Admission.AccountGate.IgnoreRequestRates"/>
    public void IgnoreRequestRate()
    {
        _rate = null;
        _isUnlimited = true;
    }

    public void Resize(int size)
    {
        if (account.LimitRequestRate && !_isUnlimited && size > 0 && size != Size)
        {
            _rate = AccountGate.RequestRate(size);
            _requests = _rate.Full();
        }

        Size = size;
    }

    public bool TryAdmit(long now, bool limitRate) =>
        IsReady && Top != EnvironmentSlot.Nil && (!limitRate || _rate is null || _requests.TryTake(_rate, now));
}
