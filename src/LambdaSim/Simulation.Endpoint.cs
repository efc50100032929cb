namespace LambdaSim;

// What an endpoint needs: to run the world in slices, between which requests come in.
public sealed partial class Simulation
{
    /// <summary>From now on an endpoint moves it, and nobody else.</summary>
    /// <param name="isEndpoint">Whether the endpoint asks; null: it has ended.</param>
    /// <exception cref="InvalidOperationException">It runs, or has ended.</exception>
    /// <exception cref="ServedException">Another endpoint serves it.</exception>
    internal void Serve(Func<bool>? isEndpoint)
    {
        if (isEndpoint is not null)
        {
            RequireOpen("an endpoint");
            RefuseWhileRunning("an endpoint");
        }

        _host.IsEndpoint = isEndpoint;
    }

    /// <summary>Nanoseconds of virtual time since the start.</summary>
    internal long NowNs => _engine.Now;

    /// <summary>No calls run, no async invocations wait, no timers of the test's own, and no states are to pass.</summary>
    internal bool IsIdle => _engine.Foreground == 0 && !_services.IsUnsettled;

    /// <summary>When the next thing is due; null: nothing is.</summary>
    internal long? NextDue => _engine.NextDue();

    /// <summary>No request rate limits anything from now on, which <see cref="Unsimulated"/> lists.</summary>
    internal void IgnoreRequestRates()
    {
        _engine.IgnoreRequestRates();
        _world.Streams.LimitsThroughput = false;
        _world.Tables.LimitsThroughput = false;
        if (Options.World.Account.LimitRequestRate)
        {
            _host.Note("request rates: with the clock auto no time passes between requests, so none is too many a second; use the clock manual or real");
        }
    }

    /// <summary>Runs what is due at or before a time until somebody wants a pause. A pause ends the wait for declared external work too.</summary>
    /// <param name="pause">Asked between two entries.</param>
    /// <param name="until">Virtual time in nanoseconds.</param>
    internal void RunSlice(Func<bool> pause, long until) => Drive("the endpoint", null, pause, until, CancellationToken.None, isBounded: false);

    /// <summary>Tells observers what they were not told yet.</summary>
    internal void TellObservers() => _engine.Flush();

    /// <summary>Lets time pass to an instant, or to what is due before it.</summary>
    internal void PassTo(long time) => _engine.PassTo(time);

    /// <summary>Declared work of the real world is out.</summary>
    internal bool HasExternalWork => _host.Externals.Any || _host.Paced.Any;

    /// <summary>How far virtual time may go by now, beside declared work of the real world.</summary>
    internal long Reach => _host.Externals.Any && !_host.Externals.MayPass ? _engine.Now
        : _host.Paced.Any ? Math.Max(_engine.Now, _host.Paced.Bound)
        : long.MaxValue;

    /// <summary>Whether something can happen up to a time without waiting for the real world.</summary>
    internal bool HasWorkUntil(long time) => _host.Paced.AnyOver || _host.Externals.AnyToDeliver || _engine.NextDue() <= Math.Min(time, Reach);

    /// <summary>How a wait for declared external work learns that a request came, and whether time may pass beside it.</summary>
    internal void Interruptible(Func<Task> arrival, Func<int, bool> mayPass) => _host.Externals.Interruptible(arrival, mayPass);
}
