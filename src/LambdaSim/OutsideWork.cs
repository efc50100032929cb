namespace LambdaSim;

/// <summary>What to do with work that enters a handler from outside the simulation: real timers, sockets, threads of its own.</summary>
public enum OutsideWork
{
    /// <summary>The first arrival fails the run and says how to declare the work. The default, for such a run is not reproducible.</summary>
    Reject,

    /// <summary>Arrivals are let in one at a time whenever the simulation has nothing else to do. The order in which they come is real time's.</summary>
    Accept,
}
