using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>
/// Folds the log into a bill. While the run goes on it only adds up whole milliseconds per function: a record costs a few
/// nanoseconds and allocates nothing; prices come in at the end.
/// </summary>
public sealed class BillProjection : IEventObserver
{
    private readonly PriceList _prices;
    private readonly long _granularityMs;
    private readonly List<FunctionConfig> _configs = [];
    private readonly List<ProvisionedTally> _provisioned = [];
    private Tally[] _tallies = new Tally[16];
    private Dictionary<int, long>? _reported;
    private Bill? _bill;

    /// <summary>Starts with nothing billed.</summary>
    /// <exception cref="SimulationConfigException">The price list is not usable.</exception>
    public BillProjection(PriceList prices)
    {
        _prices = prices.Validate();
        _granularityMs = prices.GranularityMilliseconds;
    }

    /// <summary>The bill, once the run is over.</summary>
    /// <exception cref="InvalidOperationException">The run goes on.</exception>
    public Bill Bill => _bill ?? throw new InvalidOperationException("the bill is made when the run ends; ask for it afterwards");

    /// <inheritdoc/>
    /// <exception cref="SimulationConfigException">The function uses something the price list has no price for.</exception>
    public void OnFunction(FunctionDefinition function)
    {
        _prices.Require(function.Config);
        if (function.Index == _tallies.Length)
        {
            Array.Resize(ref _tallies, _tallies.Length * 2);
        }

        _configs.Add(function.Config);
        ref var tally = ref _tallies[function.Index];
        tally.InitMask = _prices.BillsInit(function.Config) ? -1 : 0;
        tally.Provisioned = -1;
        if (function.Config.Provisioned is { } reserve)
        {
            // Rule BIL-PROVISIONED: configured, it is there from the start.
            ProvisionedOf(ref tally).Time.Change(0, reserve.Concurrency);
        }
    }

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            switch (e.Kind)
            {
                case EventKind.Completed:
                case EventKind.RunningAtEnd:
                    ref var tally = ref _tallies[e.Function];
                    if (e.IsProvisioned)
                    {
                        OnProvisionedCall(ref tally, in e);
                        break;
                    }

                    // Rule BIL-REQUEST.
                    tally.Requests++;
                    tally.BilledMs += Reported(in e) ?? Billed(e.DurationNs + (e.InitNs & tally.InitMask));
                    break;

                case EventKind.Reported:
                    (_reported ??= [])[e.Invocation] = e.Value;
                    break;

                case EventKind.Dispatched:
                    OnDispatched(in e);
                    break;

                case EventKind.InitCompleted:
                    OnInitCompleted(in e);
                    break;

                case EventKind.EnvironmentCreated when e.IsProvisioned:
                    ProvisionedOf(ref _tallies[e.Function]).Time.Allocate(e.Time);
                    break;

                case EventKind.ProvisionedReady:
                    ProvisionedOf(ref _tallies[e.Function]).Time.Change(e.Time, e.Value);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        _bill = At(end.Time);
    }

    /// <summary>The bill as of now; the run may go on. Calls are billed when they have ended.</summary>
    /// <param name="time">Nanoseconds since the run's start, no earlier than the last record.</param>
    internal Bill At(long time) => new BillCalculation(_prices, _configs, _tallies, _provisioned, time).Make();

    // Rule BIL-ROUND. One millisecond is the common case and a constant divisor; at least one unit is billed.
    private long Billed(long nanoseconds)
    {
        var atLeast = (ulong)Math.Max(1, nanoseconds);
        if (_granularityMs == 1)
        {
            return (long)((atLeast + 999_999) / 1_000_000);
        }

        var granularity = (ulong)_granularityMs * 1_000_000;
        return (long)((atLeast + granularity - 1) / granularity) * _granularityMs;
    }

    // Rule BIL-LOGGED.
    private long? Reported(in SimEvent e) => _reported is not null && _reported.Remove(e.Invocation, out var billed) ? billed : null;

    // Rule BIL-PROVISIONED: its INIT was billed when the environment was made.
    private void OnProvisionedCall(ref Tally tally, in SimEvent e)
    {
        var own = ProvisionedOf(ref tally);
        own.Requests++;
        own.BilledMs += Reported(in e) ?? Billed(e.DurationNs);
    }

    // Put over the API, it comes with the first record that tells of it.
    private ProvisionedTally ProvisionedOf(ref Tally tally)
    {
        if (tally.Provisioned < 0)
        {
            tally.Provisioned = _provisioned.Count;
            _provisioned.Add(new ProvisionedTally());
        }

        return _provisioned[tally.Provisioned];
    }

    // Rule BIL-CHUNKS.
    private void OnDispatched(in SimEvent e)
    {
        if (_prices.ChargesAsyncChunks)
        {
            _tallies[e.Function].Requests += e.ExtraRequests;
        }
    }

    // An INIT that a call waits for comes with that call's record. What is left: provisioned environments (rule BIL-PROVISIONED)
    // and those made ahead on demand (rule BIL-PROACTIVE).
    private void OnInitCompleted(in SimEvent e)
    {
        ref var tally = ref _tallies[e.Function];
        if (e.IsProvisioned)
        {
            ProvisionedOf(ref tally).BilledMs += Billed(e.Value);
        }
        else if (e.Invocation == SimEvent.None && tally.InitMask != 0)
        {
            tally.BilledMs += Billed(e.Value);
        }
    }

    /// <summary>What a function used on demand.</summary>
    internal struct Tally
    {
        public long BilledMs;
        public long Requests;
        public long InitMask;
        public int Provisioned;
    }

    /// <summary>What a function used of its provisioned concurrency.</summary>
    internal sealed class ProvisionedTally
    {
        public long BilledMs;
        public long Requests;

        public ProvisionedTime Time { get; } = new();
    }
}
