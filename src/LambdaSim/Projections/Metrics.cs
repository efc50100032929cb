using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>
/// The counts, sums and the latency histogram of a run. Latency is what the service adds up for one call: creation of the
/// environment, INIT and Duration; time in the asynchronous queue is counted apart. Calls cut by the end of the run count with
/// the figures they would have had.
/// </summary>
public sealed partial class Metrics : IEventObserver
{
    private FunctionFacts[] _functions = [];
    private Int128 _latencyNs;

    /// <summary>Requests and events that reached the service.</summary>
    public long Arrivals { get; private set; }

    /// <summary>Calls that got an environment.</summary>
    public long Admitted => Warm + Cold + Reinit;

    /// <summary>Calls that found an initialised environment, provisioned ones included.</summary>
    public long Warm { get; private set; }

    /// <summary>Calls for which an environment was created.</summary>
    public long Cold { get; private set; }

    /// <summary>Calls that found an environment whose process was gone and paid a suppressed init.</summary>
    public long Reinit { get; private set; }

    /// <summary>Calls on provisioned concurrency.</summary>
    public long ProvisionedInvocations { get; private set; }

    /// <summary>Calls of versions with provisioned concurrency that ran on demand.</summary>
    public long SpilloverInvocations { get; private set; }

    /// <summary>Refusals by cause; index is <see cref="ThrottleCause"/>. Attempts of queued events included, as in AWS's <c>Throttles</c>.</summary>
    public IReadOnlyList<long> ThrottlesByCause => _throttles;

    /// <summary>Refusals that were the caller's answer, by cause.</summary>
    public IReadOnlyList<long> FinalThrottlesByCause => _finalThrottles;

    /// <summary>All refusals.</summary>
    public long Throttles => _throttles.Sum();

    /// <summary>Calls by how they ended; index is <see cref="Outcome"/>. Cut ones are not in it.</summary>
    public IReadOnlyList<long> Outcomes => _outcomes;

    /// <summary>Attempts of events that ran without success.</summary>
    public long FailedAttempts { get; private set; }

    /// <summary>Retries of events after such an attempt, counted when they are queued.</summary>
    public long Retries { get; private set; }

    /// <summary>Events that ended without success, whatever the cause: AWS's <c>AsyncEventsDropped</c>.</summary>
    public long FailedEvents => _drops.Sum() - _stoppedCalls;

    /// <summary>Events that the asynchronous queue took in: AWS's <c>AsyncEventsReceived</c>.</summary>
    public long AsyncEventsReceived { get; private set; }

    /// <summary>Events and synchronous calls that were stopped as recursive: AWS's <c>RecursiveInvocationsDropped</c>.</summary>
    public long RecursiveInvocationsDropped => _drops[(int)DropCause.RecursiveInvocation];

    /// <summary>Attempts of events that ended with an error of Lambda's own before they reached the function.</summary>
    public long SystemErrors { get; private set; }

    /// <summary>Calls cut by the end of the run.</summary>
    public long RunningAtEnd { get; private set; }

    /// <summary>Events still queued at the end of the run.</summary>
    public long QueuedAtEnd { get; private set; }

    /// <summary>Events dropped, by cause; index is <see cref="DropCause"/>.</summary>
    public IReadOnlyList<long> Drops => _drops;

    /// <summary>What became of asynchronous invocations and was sent on, by where to and whether it arrived; index is <see cref="DeliveryCause"/>.</summary>
    public IReadOnlyList<long> Deliveries => _deliveries;

    /// <summary>Dropped events that their dead-letter queue did not take: AWS's <c>DeadLetterErrors</c>.</summary>
    public long DeadLetterErrors => _deliveries[(int)DeliveryCause.DeadLetterQueueFailed];

    /// <summary>Records that a destination, on success or on failure, did not take: AWS's <c>DestinationDeliveryFailures</c>.</summary>
    public long DestinationDeliveryFailures => _deliveries[(int)DeliveryCause.OnSuccessFailed] + _deliveries[(int)DeliveryCause.OnFailureFailed];

    /// <summary>Attempts of events that reached the function, retries included.</summary>
    public long Dispatched { get; private set; }

    /// <summary>Sum of the events' ages at those moments, in nanoseconds.</summary>
    internal Int128 AsyncAgeNs { get; private set; }

    /// <summary>The highest of them, in nanoseconds.</summary>
    internal long MaxAsyncAgeNs { get; private set; }

    /// <summary>Environments created for requests, for provisioned concurrency or ahead.</summary>
    public long EnvironmentsCreated { get; private set; }

    /// <summary>Environments that went before the end of the run.</summary>
    public long EnvironmentsEnded { get; private set; }

    /// <summary>Of those: for their age.</summary>
    public long EnvironmentsRecycled { get; private set; }

    /// <summary>Most calls in INIT or running at once.</summary>
    public long PeakRunning { get; private set; }

    /// <summary>Most environments alive at once.</summary>
    public long PeakEnvironments { get; private set; }

    /// <summary>Finished idle time of on-demand environments, in nanoseconds: warm, unused and unpaid.</summary>
    internal Int128 IdleNs { get; private set; }

    /// <summary>Idle time of on-demand environments that was unfinished at the end of the run, in nanoseconds.</summary>
    internal Int128 IdleAtEndNs { get; private set; }

    /// <summary>Sum of latencies in nanoseconds.</summary>
    internal Int128 LatencyNs => _latencyNs;

    /// <summary>Sum of Durations in nanoseconds.</summary>
    internal Int128 DurationNs { get; private set; }

    /// <summary>Sum of INIT phases calls waited for, in nanoseconds.</summary>
    internal Int128 InitNs { get; private set; }

    /// <summary>Longest latency in nanoseconds.</summary>
    internal long MaxLatencyNs { get; private set; }

    /// <summary>Sum of ceil(Duration + INIT) in milliseconds, each at least 1: billed milliseconds as AWS counts them since 2025-08-01.</summary>
    internal long BilledMs { get; private set; }

    /// <summary>Sum of ceil(Duration) in milliseconds, each at least 1.</summary>
    internal long BilledMsWithoutInit { get; private set; }

    /// <summary>Sum of billed milliseconds times memory in MB.</summary>
    internal Int128 BilledMbMs => _billedMbMs;

    /// <summary>Latencies.</summary>
    public LatencyHistogram Latency { get; } = new();

    void IEventObserver.OnFunction(FunctionDefinition function)
    {
        if (function.Index >= _functions.Length)
        {
            Array.Resize(ref _functions, Math.Max(16, (function.Index + 1) * 2));
        }

        _functions[function.Index] = new FunctionFacts(function.Config.MemoryMb, function.Config.CreationDelay.ToInt64Nanoseconds());
    }

    void IEventObserver.OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            switch (e.Kind)
            {
                case EventKind.Arrived:
                    Arrivals++;
                    AsyncEventsReceived += e.InvocationType == InvocationType.Event ? 1 : 0;
                    break;
                case EventKind.Started:
                    OnStarted(e);
                    break;
                case EventKind.Completed:
                    _running--;
                    _outcomes[e.Cause]++;
                    if (e.Cause != 0 && e.InvocationType == InvocationType.Event && !e.IsCopy)
                    {
                        FailedAttempts++;
                        _lastFailed = e.Invocation;
                    }

                    OnCall(e);
                    break;
                default:
                    OnRare(e);
                    break;
            }
        }
    }

    void IEventObserver.OnEnd(RunEnd end)
    {
    }

    private readonly long[] _throttles = new long[Enum.GetValues<ThrottleCause>().Length];
    private readonly long[] _finalThrottles = new long[Enum.GetValues<ThrottleCause>().Length];
    private readonly long[] _outcomes = new long[Enum.GetValues<Outcome>().Length];
    private readonly long[] _drops = new long[Enum.GetValues<DropCause>().Length + 1];
    private readonly long[] _deliveries = new long[Enum.GetValues<DeliveryCause>().Length];
    private Int128 _billedMbMs;
    private long _stoppedCalls;
    private long _running;
    private long _environments;
    private int _lastFailed = SimEvent.None;

    private void OnStarted(in SimEvent e)
    {
        if (e.StartType == StartType.Cold)
        {
            return;
        }

        if (e.StartType == StartType.Warm)
        {
            Warm++;
        }
        else
        {
            Reinit++;
        }

        if (e.IsProvisioned)
        {
            ProvisionedInvocations++;
        }
        else
        {
            IdleNs += e.Value;
        }

        OnAdmitted(e);
    }

    private void OnAdmitted(in SimEvent e)
    {
        PeakRunning = Math.Max(PeakRunning, ++_running);
        if (e.IsSpillover)
        {
            SpilloverInvocations++;
        }
    }

    private void OnCall(in SimEvent e)
    {
        const long Millisecond = 1_000_000;
        ref readonly var function = ref _functions[e.Function];
        var duration = e.DurationNs;
        var init = e.InitNs;
        var latency = duration + init;
        var billed = (long)((ulong)(Math.Max(1, latency) + Millisecond - 1) / Millisecond);
        if (e.StartType == StartType.Cold)
        {
            latency += function.CreationDelayNs;
            BilledMsWithoutInit += (long)((ulong)(Math.Max(1, duration) + Millisecond - 1) / Millisecond);
        }
        else
        {
            BilledMsWithoutInit += billed;
        }

        DurationNs += duration;
        InitNs += init;
        _latencyNs += latency;
        BilledMs += billed;
        _billedMbMs += billed * function.MemoryMb;
        MaxLatencyNs = Math.Max(MaxLatencyNs, latency);
        Latency.Add((long)((ulong)latency / 1_000));
    }

    private void OnRare(in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.EnvironmentCreated:
                EnvironmentsCreated++;
                PeakEnvironments = Math.Max(PeakEnvironments, ++_environments);
                if (e.Invocation != SimEvent.None)
                {
                    Cold++;
                    OnAdmitted(e);
                }

                break;
            case EventKind.EnvironmentEnded:
                EnvironmentsEnded++;
                EnvironmentsRecycled += e.EndCause == EndCause.Recycled ? 1 : 0;
                _environments--;
                IdleNs += e.IsProvisioned ? 0 : e.Value;
                break;
            case EventKind.IdleAtEnd:
                IdleAtEndNs += e.IsProvisioned ? 0 : e.Value;
                break;
            case EventKind.Throttled:
                _throttles[e.Cause]++;
                _finalThrottles[e.Cause] += e.IsFinal ? 1 : 0;

                // Refused at the door: never taken in.
                AsyncEventsReceived -= e.IsFinal && e.InvocationType == InvocationType.Event ? 1 : 0;
                break;
            case EventKind.ThrottledTogether:
                _throttles[e.Cause] += e.ThrottledCount;
                break;
            case EventKind.Queued when e.Invocation == _lastFailed:
                Retries++;
                _lastFailed = SimEvent.None;
                break;
            case EventKind.Dispatched:
                Dispatched++;
                AsyncAgeNs += e.Value;
                MaxAsyncAgeNs = Math.Max(MaxAsyncAgeNs, e.Value);
                break;
            case EventKind.SystemError:
                SystemErrors++;
                break;
            case EventKind.Dropped:
                _drops[e.Cause]++;
                _stoppedCalls += e.InvocationType == InvocationType.Event ? 0 : 1;
                break;
            case EventKind.Delivered:
                _deliveries[e.Cause]++;
                break;
            case EventKind.RunningAtEnd:
                RunningAtEnd++;
                OnCall(e);
                break;
            case EventKind.QueuedAtEnd:
                QueuedAtEnd++;
                break;
        }
    }

    private readonly record struct FunctionFacts(int MemoryMb, long CreationDelayNs);
}
