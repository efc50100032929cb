using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Projections;

/// <summary>
/// The functions' logs as CloudWatch shows them: what the platform writes about each environment and call, and what the functions
/// wrote, in Text or JSON as each function's <see cref="FunctionConfig.LogFormat"/> says (rules ENV-LOGSTREAM, INIT-REPORT, INV-REPORT).
/// </summary>
public sealed class FunctionLogs : IEventObserver
{
    /// <summary>A tail is at most this long, in bytes of UTF-8.</summary>
    public const int TailBytes = 4096;

    /// <summary>Max Memory Used in MB where neither the handler declares its memory nor a runtime with a measured floor is named.</summary>
    public const int DefaultMaxMemoryUsedMb = 64;

    private static readonly InstantPattern _milliseconds = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'");

    private readonly ulong _seed;
    private readonly Instant _start;
    private readonly PriceList _prices;
    private readonly TextWriter? _output;
    private readonly List<FunctionLog> _functions = [];
    private readonly Dictionary<string, FunctionLog> _newest = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly RecentTexts _recent = new();
    private readonly Dictionary<int, LoggedEnvironment> _environments = [];
    private readonly Dictionary<int, List<string>> _calls = [];
    private readonly IReadOnlySet<int>? _watched;
    private int _arrivals;

    // Environments whose INIT begins later: a creation delay lies between.
    private readonly PriorityQueue<LoggedEnvironment, (long Time, int Number)> _creating = new();

    /// <summary>Starts with empty logs.</summary>
    /// <param name="seed">The run's seed: names of streams and request ids follow from it.</param>
    /// <param name="start">Instant of virtual time 0.</param>
    /// <param name="prices">The rules of billing, for Billed Duration.</param>
    /// <param name="output">Where to write each line as it comes, with its time and function; null: nowhere.</param>
    public FunctionLogs(ulong seed, Instant start, PriceList prices, TextWriter? output = null)
    {
        ArgumentNullException.ThrowIfNull(prices);
        _seed = seed;
        _start = start;
        _prices = prices;
        _output = output;
    }

    /// <summary>Keeps the tails of watched calls, and no more than they need.</summary>
    internal FunctionLogs(ulong seed, Instant start, PriceList prices, IReadOnlySet<int> watched)
        : this(seed, start, prices) => _watched = watched;

    /// <summary>A function's log group.</summary>
    public static string GroupOf(string function) => "/aws/lambda/" + function;

    /// <summary>The log of a function version, all streams together, in order of time; of one that was updated, from before and after.</summary>
    /// <param name="function">Index of the function version.</param>
    public IReadOnlyList<FunctionLogLine> Lines(int function) => _functions[function].Lines;

    /// <summary>The log stream of an environment.</summary>
    /// <exception cref="KeyNotFoundException">No such environment was created.</exception>
    public string StreamOf(int environment) => _environments[environment].Stream;

    /// <summary>The end of what a call wrote, from START to REPORT, each line with its line break: at most <see cref="TailBytes"/>.</summary>
    /// <param name="invocation">Number of the invocation; all its attempts together.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such invocation has arrived.</exception>
    public string Tail(int invocation)
    {
        if (invocation < 0 || invocation >= _arrivals)
        {
            throw new ArgumentOutOfRangeException(nameof(invocation), Text.Invariant($"invocation {invocation} has not arrived; {_arrivals} have, from 0"));
        }

        if (!_calls.TryGetValue(invocation, out var lines))
        {
            return "";
        }

        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        var from = Math.Max(0, bytes.Length - TailBytes);

        // Not in the middle of a character.
        while (from < bytes.Length && (bytes[from] & 0xC0) == 0x80)
        {
            from++;
        }

        return Encoding.UTF8.GetString(bytes, from, bytes.Length - from);
    }

    void IEventObserver.OnFunction(FunctionDefinition function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var log = new FunctionLog(function, _newest.GetValueOrDefault(function.DisplayName));
        _functions.Add(log);
        _newest[function.DisplayName] = log;
    }

    void IEventObserver.OnText(int number, string text)
    {
        if (_watched is null)
        {
            _texts.Add(text);
        }
        else
        {
            _recent.Add(number, text);
        }
    }

    void IEventObserver.OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            BeginInits(e.Time);
            if (e.Kind == EventKind.Arrived)
            {
                _arrivals++;
            }
            else if (e.Kind == EventKind.EnvironmentCreated)
            {
                Create(e);
                BeginInits(e.Time);
            }
            else if (_watched is not null && e.Kind == EventKind.EnvironmentEnded)
            {
                _environments.Remove(e.Environment);
            }
            else if (e.Environment != SimEvent.None && _environments.TryGetValue(e.Environment, out var environment))
            {
                See(e, environment);
            }

            // A line's text is told once, for that line.
            if (_watched is not null && e.Kind == EventKind.LogLine)
            {
                _recent.Remove(e.TextNumber);
            }
        }
    }

    void IEventObserver.OnEnd(RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        BeginInits(end.Time);
    }

    private void Create(in SimEvent e)
    {
        var log = _functions[e.Function];
        var stream = LogStreamName.Of(_seed, e.Environment, log.Function.Qualifier, At(e.Time));
        var environment = new LoggedEnvironment(e.Environment, log, stream, e.IsProvisioned);
        _environments.Add(e.Environment, environment);
        _creating.Enqueue(environment, (e.Time + e.Value, e.Environment));
    }

    private void BeginInits(long now)
    {
        while (_creating.TryPeek(out var environment, out var due) && due.Time <= now)
        {
            _creating.Dequeue();
            Write(environment, due.Time, environment.Log.Style.InitStart(new LogMoment(Time(due.Time), ""), environment, inCall: false));
        }
    }

    private void See(in SimEvent e, LoggedEnvironment environment)
    {
        var style = environment.Log.Style;
        var requestId = environment.Invocation == SimEvent.None ? "" : RequestId.Of(_seed, environment.Invocation);
        var moment = new LogMoment(Time(e.Time), requestId);
        switch (e.Kind)
        {
            case EventKind.InitCompleted:
                Write(environment, e.Time, style.InitReport(moment, environment, e));
                environment.InitEnded(e.InitOutcome);
                break;
            case EventKind.InitRepeated:
                Write(environment, e.Time, style.InitReport(moment, environment, e));
                Enter(e, environment);
                break;
            case EventKind.Started:
                Start(e, environment);
                break;
            case EventKind.LogLine:
                environment.LastLine = TextOf(e.TextNumber);
                Write(environment, e.Time, style.Line(moment, e.LogLevel, environment.LastLine));
                break;
            case EventKind.Error:
                var (type, message) = (TextOf(e.TextNumber), TextOf(e.MessageNumber));
                environment.ErrorType = LogStyle.Reported(type, message);

                // Python's runtime has told it already, with its traceback.
                if (environment.LastLine?.StartsWith($"[ERROR] {type}: {message}\nTraceback ", StringComparison.Ordinal) != true)
                {
                    Write(environment, e.Time, style.Error(moment, type, message));
                }

                environment.LastLine = null;
                break;
            case EventKind.Memory:
                environment.MemoryMb = (int)Math.Min(e.Value, int.MaxValue);
                break;
            case EventKind.Completed:
                Write(environment, e.Time, style.Report(moment, Report(e, environment)));
                environment.Leave(e.Outcome);
                break;
        }
    }

    private void Start(in SimEvent e, LoggedEnvironment environment)
    {
        if (e.StartType == StartType.Reinit || environment.InitOutcome != InitOutcome.Succeeded)
        {
            Write(environment, e.Time, environment.Log.Style.InitStart(new LogMoment(Time(e.Time), ""), environment, inCall: true));
        }

        environment.Start(e.RepeatsInit);
        if (!e.RepeatsInit)
        {
            Enter(e, environment);
        }
    }

    // Of a modelled call it is not known how long its INIT takes: its handler begins at once.
    private void Enter(in SimEvent e, LoggedEnvironment environment)
    {
        environment.Enter(e.Invocation);
        var moment = new LogMoment(Time(e.Time), RequestId.Of(_seed, e.Invocation));
        Write(environment, e.Time, environment.Log.Style.Start(moment, environment.Log.Function.Qualifier));
    }

    private LoggedReport Report(in SimEvent e, LoggedEnvironment environment)
    {
        var config = environment.Log.Function.Config;
        var billedInit = !e.IsProvisioned && _prices.BillsInit(config) ? e.InitNs : 0;
        return new LoggedReport
        {
            Outcome = e.Outcome,
            DurationNs = e.DurationNs,
            InitNs = e.StartType == StartType.Cold && !e.IsProvisioned && environment.InitSucceeded ? e.InitNs : null,
            BilledMs = _prices.BilledMilliseconds(e.DurationNs, billedInit),
            MemoryMb = config.MemoryMb,
            MaxMemoryMb = Math.Min(config.MemoryMb, environment.MemoryMb ?? (config.Runtime is { } runtime ? RuntimeCatalog.MaxMemoryUsedMb(runtime) : DefaultMaxMemoryUsedMb)),
            ErrorType = environment.ErrorType,
        };
    }

    /// <summary>A tail that nobody will ask for again.</summary>
    internal void Release(int invocation) => _calls.Remove(invocation);

    private string TextOf(int number) => _watched is null ? _texts[number] : _recent[number];

    /// <summary>Told each line as it comes; null: nobody is.</summary>
    internal Action<FunctionDefinition, FunctionLogLine>? Written { get; set; }

    private void Write(LoggedEnvironment environment, long time, IEnumerable<string> lines)
    {
        if (Written is { } written)
        {
            lines = [.. lines];
            foreach (var text in lines)
            {
                written(environment.Log.Function, new FunctionLogLine(time, At(time), environment.Stream, environment.Number, environment.Invocation, text));
            }
        }

        if (_watched is not null)
        {
            if (_watched.Contains(environment.Invocation))
            {
                foreach (var text in lines)
                {
                    Keep(environment.Invocation, text);
                }
            }

            return;
        }

        foreach (var text in lines)
        {
            var line = new FunctionLogLine(time, At(time), environment.Stream, environment.Number, environment.Invocation, text);
            environment.Log.Lines.Add(line);
            _output?.WriteLine($"{Time(time)} {environment.Log.Function.DisplayName} {text}");
            if (environment.Invocation != SimEvent.None)
            {
                Keep(environment.Invocation, text);
            }
        }
    }

    private void Keep(int invocation, string text)
    {
        if (!_calls.TryGetValue(invocation, out var call))
        {
            _calls.Add(invocation, call = []);
        }

        call.Add(text);
    }

    private Instant At(long time) => _start.PlusNanoseconds(time);

    private string Time(long time) => _milliseconds.Format(At(time));
}
