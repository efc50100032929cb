namespace LambdaSim.Events;

/// <summary>
/// Something that folds the event log: a projection, the fingerprint, a file. It is given the log in order, in batches, while
/// the run goes on, and cannot influence it.
/// </summary>
public interface IEventObserver
{
    /// <summary>A function version takes part from here on. Indices are dense and come in order, before any record that names them.</summary>
    void OnFunction(FunctionDefinition function);

    /// <summary>A text that records from here on name by its number. Numbers are dense and come in order.</summary>
    void OnText(int number, string text)
    {
    }

    /// <summary>A resource beside the functions takes part from here on. Indices are dense and come in order, before any record that names them.</summary>
    void OnResource(ResourceDefinition resource)
    {
    }

    /// <summary>The next records, in the order of the log. The span is only valid during the call.</summary>
    void OnEvents(ReadOnlySpan<SimEvent> events);

    /// <summary>The run is over. No call follows.</summary>
    /// <param name="end">How and when it ended.</param>
    void OnEnd(RunEnd end);
}

/// <summary>How a run ended.</summary>
/// <param name="Time">Virtual end, in nanoseconds since the run's start.</param>
/// <param name="LastArrival">Time of the last arrival, in nanoseconds since the run's start; 0 when there was none.</param>
/// <param name="Partial">The run was cancelled: its figures cover the time up to <paramref name="Time"/> only.</param>
public sealed record RunEnd(long Time, long LastArrival, bool Partial)
{
    /// <summary>When it ended.</summary>
    public override string ToString() => $"ended at {TimeText.Moment(Time)}, last arrival at {TimeText.Moment(LastArrival)}{(Partial ? ", cancelled" : "")}";
}
