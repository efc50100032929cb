using LambdaSim.Configuration;
using LambdaSim.Runtime;
using NodaTime;

namespace LambdaSim;

// The verbs of time.
public sealed partial class Simulation
{
    // A run that an exception has ended is not judged any more.
    private bool _hasFailed;

    private static readonly Duration _longest = Duration.FromDays(250 * 365);

    /// <summary>Runs a body as part of the world: what it awaits passes virtual time. Returns when it has ended.</summary>
    /// <param name="body">The test's own code.</param>
    /// <param name="cancellation">Ends the run between two events.</param>
    /// <exception cref="StuckException">The body waits for something that never comes.</exception>
    /// <exception cref="NestedRunException">Called from inside.</exception>
    /// <example>
    /// <code>
    /// simulation.Run(async () =&gt;
    /// {
    ///     var burst = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =&gt; resize.InvokeAsync()));
    ///     await simulation.Delay(1.Minutes);
    ///     Assert.False((await resize.InvokeAsync()).ColdStart);
    /// });
    /// </code>
    /// </example>
    public void Run(Func<Task> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        var run = new BodyRun(body, _host);
        Drive(nameof(Run), () => _host.Begin(run), () => run.IsOver, long.MaxValue, cancellation);
        if (!run.IsOver)
        {
            var unfinished = string.Join("; ", _host.Unfinished());
            throw Marked(new StuckException($"the body of Run waits for something that never comes: {(unfinished.Length > 0 ? unfinished : "no call runs, no event waits and no timer is set; complete it in the body or in a handler, or bound the wait with simulation.Time")}", Seed, _engine.Now));
        }

        try
        {
            run.ThrowIfFailed();
        }
        catch (Exception e)
        {
            Marked(e);
            throw;
        }
    }

    /// <summary>Runs a body as part of the world, and gives its result.</summary>
    /// <exception cref="StuckException">The body waits for something that never comes.</exception>
    public T Run<T>(Func<Task<T>> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        T result = default!;
        Func<Task> untyped = async () => result = await body().ConfigureAwait(false);
        Run(untyped, cancellation);
        return result;
    }

    /// <summary>Runs until no call runs, no event waits and no timer of the test's own is set. Expiries and schedules do not count.</summary>
    /// <exception cref="EndlessRunException">There is always something left: see <see cref="SimulationOptions.MaximumCausedInvocations"/> and <see cref="SimulationOptions.MaximumTimerRings"/>.</exception>
    /// <example>
    /// <code>
    /// import.Send("march.csv");
    /// simulation.RunUntilIdle();
    /// </code>
    /// </example>
    public void RunUntilIdle(CancellationToken cancellation = default) => Drive(nameof(RunUntilIdle), null, () => _engine.Foreground == 0, long.MaxValue, cancellation);

    /// <summary>Runs everything due at or before the target, and ends there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or leads beyond 250 years of virtual time.</exception>
    /// <example>
    /// <code>
    /// simulation.AdvanceBy(1.Hours); // environments that nobody uses go meanwhile
    /// </code>
    /// </example>
    public void AdvanceBy(TimeLength time, CancellationToken cancellation = default)
    {
        var target = _engine.Now + Nanoseconds(time, nameof(time));
        Drive(nameof(AdvanceBy), null, static () => false, target, cancellation);
        _engine.PassTo(target);
        Look();
    }

    private void Look()
    {
        try
        {
            _invariants?.Look();
        }
        catch (Exception)
        {
            _hasFailed = true;
            throw;
        }
    }

    /// <summary>Runs everything due at or before an instant, and ends there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is past, or beyond 250 years of virtual time.</exception>
    public void AdvanceTo(Instant instant, CancellationToken cancellation = default)
    {
        if (instant < Now)
        {
            throw new ArgumentOutOfRangeException(nameof(instant), Text.Invariant($"{instant} is before now, {Now}; virtual time does not run backwards"));
        }

        AdvanceBy(instant - Now, cancellation);
    }

    /// <summary>Runs until a condition holds; it is checked between events.</summary>
    /// <exception cref="StuckException">Nothing is left that could make it hold.</exception>
    /// <example>
    /// <code>
    /// import.Send();
    /// simulation.RunUntil(() =&gt; attempts == 3);
    /// </code>
    /// </example>
    public void RunUntil(Func<bool> condition, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Drive(nameof(RunUntil), null, () => _loop.Ask(condition) || _engine.Foreground == 0, long.MaxValue, cancellation);
        if (!condition())
        {
            throw Marked(new StuckException("RunUntil: the condition does not hold and no call runs, no event waits, no timer is set", Seed, _engine.Now));
        }
    }

    /// <summary>Waits for virtual time inside <see cref="Run(Func{Task}, CancellationToken)"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or leads beyond 250 years of virtual time.</exception>
    public ValueTask Delay(TimeLength time, CancellationToken cancellation = default)
    {
        RequireOpen(nameof(Delay));
        ((VirtualTimeProvider)_host.Time).CheckThread("wait for");
        return _host.Delay(Nanoseconds(time, nameof(time)), Sandbox.Current, cancellation);
    }

    // Virtual time counts nanoseconds in 63 bits, 292 years.
    private long Nanoseconds(TimeLength time, string parameter) => time >= Duration.Zero && time <= _longest - Elapsed
        ? time.ToInt64Nanoseconds()
        : throw new ArgumentOutOfRangeException(parameter, Text.Invariant($"{time.TotalSeconds} s from +{Elapsed.TotalSeconds} s; it must not be negative, and virtual time ends after 250 years"));

    private void Drive(string verb, Action? start, Func<bool> done, long until, CancellationToken cancellation, bool isBounded = true)
    {
        RunSeed.Use(Seed);
        RequireOpen(verb);
        _services.Settle();
        try
        {
            if (!_loop.IsRunning)
            {
                _host.BeginVerb(verb, until != long.MaxValue, isBounded);
            }

            _loop.Drive(verb, start, done, until, cancellation);
        }
        catch (Exception e)
        {
            Marked(e);
            throw;
        }
    }

    private void RequireOpen(string what)
    {
        if (_end is not null)
        {
            throw new InvalidOperationException($"{what}: the run has ended (End, Fingerprint or Dispose was called); make a new simulation");
        }

        _host.RequireServing(what);
    }

    // No verb from inside, and none while another thread is at it.
    private void RefuseWhileRunning(string verb)
    {
        _host.RequireServing(verb);
        if (_loop.IsRunning)
        {
            throw Marked(_host.Baton.IsMine ? new NestedRunException(verb, Seed, _engine.Now) : Loop.AnotherThread(verb));
        }
    }

    // Exceptions of others may have data that cannot be written to: theirs is what the caller has to see.
    private Exception Marked(Exception e)
    {
        _hasFailed = true;
        try
        {
            e.Data[SimulationException.SeedKey] = Seed;
        }
        catch (Exception refused) when (refused is NotSupportedException or InvalidOperationException or NullReferenceException)
        {
        }

        return e;
    }
}
