using System.Buffers.Text;
using System.Text;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>Billed milliseconds of a call that ended.</summary>
/// <param name="call">A record of kind <see cref="EventKind.Completed"/> or <see cref="EventKind.RunningAtEnd"/>.</param>
/// <param name="function">Its function.</param>
public delegate long BilledMilliseconds(in SimEvent call, FunctionDefinition function);

/// <summary>Writes one CSV row per invocation, in the order in which they end. Only what is in flight is held.</summary>
public sealed class InvocationTable : IEventObserver
{
    private static readonly EnumNames Causes = EnumNames.Of<ThrottleCause>();
    private static readonly EnumNames DropCauses = EnumNames.Of<DropCause>();
    private static readonly EnumNames Outcomes = EnumNames.Of<Outcome>();

    private readonly Utf8Output _out;
    private readonly Instant _start;
    private readonly ulong _requestIds;
    private readonly BilledMilliseconds _billed;
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<byte[]> _names = [];
    private readonly Dictionary<int, InFlight> _inFlight = [];
    private readonly RefusedTogether _together = new();

    /// <summary>Writes the header row. The stream stays open: it is the caller's.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="seed">The run's seed, for the request ids.</param>
    /// <param name="start">Instant of virtual time 0.</param>
    /// <param name="billed">The rule of billing; null: Duration and Init Duration together, rounded up to 1 ms, as since 2025-08-01.</param>
    public InvocationTable(Stream stream, ulong seed, Instant start, BilledMilliseconds? billed = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _out = new Utf8Output(stream);
        _start = start;
        _requestIds = RequestId.Stream(seed);
        _billed = billed ?? RoundedUp;
        _out.Text("invocation,request_id,function,type,arrival_ns,arrival,fate,attempts,throttles,throttle_cause,queue_wait_ms,environment,concurrency,start,init_ms,duration_ms,billed_ms\n"u8);
    }

    /// <summary>Duration and Init Duration together, rounded up to a whole millisecond.</summary>
    internal static long RoundedUp(in SimEvent call, FunctionDefinition function) => (Math.Max(1, call.DurationNs + call.InitNs) + 999_999) / 1_000_000;

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _functions.Add(function);
        _names.Add(Encoding.UTF8.GetBytes(Quoted(function.DisplayName)));
    }

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            See(e);
        }
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end) => _out.Flush();

    private void See(in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Arrived:
                _inFlight[e.Invocation] = new InFlight { Arrival = e.Time };
                break;
            case EventKind.Reported:
                Find(e).Reported = e.Value;
                break;
            case EventKind.Throttled:
                ref var throttled = ref Find(e);
                throttled.Throttles += throttled.Wait.RefusedUntil(e.Time, _together).Count + 1;
                throttled.Cause = e.ThrottleCause;
                throttled.Wait.See(e);
                if (e.IsFinal)
                {
                    Row(e, "Throttled"u8);
                }

                break;
            case EventKind.SystemError:
                ref var failedInside = ref Find(e);
                failedInside.Throttles += failedInside.Wait.RefusedUntil(e.Time, _together).Count;
                failedInside.Wait.See(e);
                break;
            case EventKind.ThrottledTogether:
                _together.Add(e);
                break;
            case EventKind.Queued:
                Find(e).Wait.See(e);
                break;
            case EventKind.Dispatched:
                Leave(e);
                break;
            case EventKind.Dropped:
                Leave(e);
                Row(e, DropCauses[(int)e.DropCause]);
                break;
            case EventKind.QueuedAtEnd:
                Leave(e);
                Row(e, "QueuedAtEnd"u8);
                break;
            case EventKind.Completed when e.IsCopy || (e.Outcome != Outcome.Succeeded && e.InvocationType == InvocationType.Event):
                ref var failed = ref Find(e);
                failed.Attempts++;
                failed.BilledMs += Billed(ref failed, e);
                failed.Last = e;
                break;
            case EventKind.Completed:
                Row(e, Outcomes[(int)e.Outcome]);
                break;
            case EventKind.RunningAtEnd:
                Row(e, "RunningAtEnd"u8);
                break;
        }
    }

    private void Leave(in SimEvent e)
    {
        ref var call = ref Find(e);
        var (refused, last) = call.Wait.RefusedUntil(e.Time, _together);
        call.Throttles += refused;
        call.Cause = refused > 0 ? last : call.Cause;
        call.QueueWait = e.Value;
        call.Wait.See(e);
    }

    private ref InFlight Find(in SimEvent e) => ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_inFlight, e.Invocation, out _);

    // Rule BIL-LOGGED: what the workload's own log says of this run wins.
    private long Billed(ref InFlight call, in SimEvent e)
    {
        var reported = call.Reported;
        call.Reported = 0;
        return reported > 0 ? reported : _billed(e, _functions[e.Function]);
    }

    private void Row(in SimEvent e, ReadOnlySpan<byte> fate)
    {
        _inFlight.Remove(e.Invocation, out var call);
        var runs = e.Kind is EventKind.Completed or EventKind.RunningAtEnd;
        _out.Number(e.Invocation);
        _out.Text(","u8);
        RequestId.Write(_requestIds, e.Invocation, _out.Room(RequestId.Length));
        _out.Advance(RequestId.Length);
        _out.Text(","u8);
        _out.Text(_names[e.Function]);
        _out.Text(e.InvocationType == InvocationType.Event ? ",Event,"u8 : ",RequestResponse,"u8);
        _out.Number(call.Arrival);
        _out.Text(","u8);
        Utf8Formatter.TryFormat(_start.PlusNanoseconds(call.Arrival).ToDateTimeUtc(), _out.Room(40), out var written, 'O');
        _out.Advance(written);
        _out.Text(","u8);
        _out.Text(fate);
        _out.Text(","u8);
        _out.Number(call.Attempts + (runs ? 1 : 0));
        _out.Text(","u8);
        _out.Number(call.Throttles);
        _out.Text(","u8);
        _out.Text(call.Cause == ThrottleCause.None ? default : Causes[(int)call.Cause]);
        _out.Text(","u8);
        _out.Milliseconds(call.QueueWait);
        _out.Text(","u8);
        if (runs)
        {
            Call(e, call.BilledMs + Billed(ref call, e));
        }
        else if (call.Attempts > 0)
        {
            Call(call.Last, call.BilledMs);
        }
        else
        {
            _out.Text(",,,,,\n"u8);
        }
    }

    // An event's attempts share its row: the last one's figures, and what all of them are billed.
    private void Call(in SimEvent e, long billed)
    {
        _out.Number(e.Environment);
        _out.Text(e.IsProvisioned ? ",Provisioned,"u8 : e.IsSpillover ? ",Spillover,"u8 : ",OnDemand,"u8);
        _out.Text(RecordSchema.StartTypes[(int)e.StartType]);
        _out.Text(","u8);
        _out.Milliseconds(e.InitNs);
        _out.Text(","u8);
        _out.Milliseconds(e.DurationNs);
        _out.Text(","u8);
        _out.Number(billed);
        _out.Text("\n"u8);
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private struct InFlight
    {
        public long Arrival;
        public long QueueWait;
        public int Throttles;
        public int Attempts;
        public long BilledMs;
        public long Reported;
        public SimEvent Last;
        public ThrottleCause Cause;
        public QueuedWait Wait;
    }
}
