using System.Runtime.CompilerServices;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Admission;

/// <summary>
/// The limits of the account, and the order in which all limits are checked (rule ADM-ORDER): account request rate,
/// provisioned, reserved concurrency and its request rate or the unreserved pool, and last the scaling rate.
/// </summary>
internal sealed class AccountGate
{
    private AccountConfig _account;
    private BucketRate? _requestRate;
    private readonly BucketRate? _scalingRate;
    private TokenBucket _requests;
    private TokenBucket _accountScaling;
    private TokenBucket[] _functionScaling = [];
    private ReservedRate?[] _reserved = [];
    private int _unreservedLimit;
    private int _unreservedRunning;

    public AccountGate(AccountConfig account)
    {
        _account = account;
        _unreservedLimit = account.ConcurrencyLimit;
        if (account.LimitRequestRate)
        {
            _requestRate = RequestRate(account.ConcurrencyLimit);
            _requests = _requestRate.Full();
        }

        if (account.LimitScalingRate)
        {
            var scaling = account.Quotas.Scaling;
            var period = scaling.PeriodSeconds * NodaConstants.NanosecondsPerSecond;
            _scalingRate = scaling.Stepwise
                ? BucketRate.Stepwise(scaling.Burst, scaling.PerPeriod, period)
                : BucketRate.Continuous(scaling.Burst, scaling.PerPeriod, period);
            _accountScaling = _scalingRate.Full();
        }
    }

    /// <summary>Rule ADM-RPS: ten requests a second per unit; AWS publishes no window, so a bucket of one second's worth.</summary>
    public static BucketRate RequestRate(int concurrency)
    {
        var perSecond = (long)concurrency * AccountConfig.RequestsPerSecondPerUnit;
        return BucketRate.Continuous(perSecond, perSecond, NodaConstants.NanosecondsPerSecond);
    }

    /// <summary>Sets concurrency aside, for a reservation or for provisioned concurrency without one; <see cref="ConcurrencyClaims"/> has checked that it is there.</summary>
    public void Claim(int concurrency) => _unreservedLimit -= concurrency;

    /// <summary>Limits a function's requests a second to ten times its reservation (rule ADM-RPS).</summary>
    public void LimitRequests(int function, int reserved)
    {
        if (reserved == 0 || !_account.LimitRequestRate)
        {
            if (function < _reserved.Length)
            {
                _reserved[function] = null;
            }

            return;
        }

        if (function >= _reserved.Length)
        {
            Array.Resize(ref _reserved, Math.Max(16, function * 2));
        }

        _reserved[function] = new ReservedRate(RequestRate(reserved));
    }

    /// <summary>No request rate limits anything from now on: where time stands still between requests, none can be told.</summary>
    public void IgnoreRequestRates()
    {
        _account = _account with { LimitRequestRate = false };
        _requestRate = null;
        Array.Clear(_reserved);
    }

    /// <summary>A function's reservation is another: calls that run keep their places, in the pool they now belong to.</summary>
    public void Change(ref FunctionGate gate, int? reserved, int provisioned)
    {
        var running = gate.Running;
        if (!gate.IsReserved)
        {
            _unreservedRunning -= running;
        }

        gate = reserved is { } amount ? FunctionGate.Reserved(amount, provisioned) : FunctionGate.Unreserved;
        gate.Running = running;
        if (!gate.IsReserved)
        {
            _unreservedRunning += running;
        }
    }

    /// <summary>Checks the account's request rate. The token stays spent whatever a later check says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AdmitsRequest(long now) => _requestRate is null || _requests.TryTake(_requestRate, now);

    /// <summary>Checks the concurrency limit that applies to an on-demand call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ThrottleCause AdmitOnDemand(ref FunctionGate gate, int function, long now, bool limitRate)
    {
        if (!gate.IsReserved)
        {
            return _unreservedRunning >= _unreservedLimit ? ThrottleCause.AccountConcurrency : ThrottleCause.None;
        }

        return gate.IsFull ? ThrottleCause.ReservedConcurrency
            : limitRate && !AdmitsReservedRequest(function, now) ? ThrottleCause.ReservedRequestRate
            : ThrottleCause.None;
    }

    /// <summary>Checks the scaling rate; called last, and only when a new on-demand environment is needed.</summary>
    public bool AdmitsEnvironment(int function, long now)
    {
        if (_scalingRate is null)
        {
            return true;
        }

        if (_account.Quotas.Scaling.Scope == ScalingScope.Account)
        {
            return _accountScaling.TryTake(_scalingRate, now);
        }

        if (function >= _functionScaling.Length)
        {
            var old = _functionScaling.Length;
            Array.Resize(ref _functionScaling, Math.Max(16, (function + 1) * 2));
            Array.Fill(_functionScaling, _scalingRate.Full(), old, _functionScaling.Length - old);
        }

        return _functionScaling[function].TryTake(_scalingRate, now);
    }

    /// <summary>An on-demand call holds its place from admission on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(ref FunctionGate gate)
    {
        gate.Running++;
        if (!gate.IsReserved)
        {
            _unreservedRunning++;
        }
    }

    /// <summary>An on-demand call gives its place back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(ref FunctionGate gate)
    {
        gate.Running--;
        if (!gate.IsReserved)
        {
            _unreservedRunning--;
        }
    }

    private bool AdmitsReservedRequest(int function, long now) =>
        function >= _reserved.Length || _reserved[function] is not { } reserved || reserved.TryTake(now);

    private sealed class ReservedRate(BucketRate rate)
    {
        private TokenBucket _bucket = rate.Full();

        public bool TryTake(long now) => _bucket.TryTake(rate, now);
    }
}
