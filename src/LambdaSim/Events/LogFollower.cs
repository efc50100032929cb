namespace LambdaSim.Events;

/// <summary>
/// Gives an observer the log of a run from a moment on, as a log of its own: the functions and resources so far, the texts that may be named again, then all that
/// follows. Texts are numbered anew, because those of lines that were logged before are kept by nobody.
/// </summary>
internal sealed class LogFollower : IEventObserver
{
    private readonly IEventObserver _observer;
    private readonly Dictionary<int, int> _numbers = [];
    private readonly int _first;

    /// <param name="observer">Who follows.</param>
    /// <param name="functions">The functions so far.</param>
    /// <param name="resources">The resources so far.</param>
    /// <param name="texts">The texts that may be named again, with their numbers, in order.</param>
    /// <param name="first">How many texts were told so far.</param>
    public LogFollower(IEventObserver observer, IEnumerable<FunctionDefinition> functions, IEnumerable<ResourceDefinition> resources, IEnumerable<(int Number, string Text)> texts, int first)
    {
        _observer = observer;
        _first = first;
        foreach (var function in functions)
        {
            observer.OnFunction(function);
        }

        foreach (var resource in resources)
        {
            observer.OnResource(resource);
        }

        foreach (var (number, text) in texts)
        {
            observer.OnText(_numbers.Count, text);
            _numbers.Add(number, _numbers.Count);
        }
    }

    public void OnFunction(FunctionDefinition function) => _observer.OnFunction(function);

    public void OnResource(ResourceDefinition resource) => _observer.OnResource(resource);

    public void OnText(int number, string text) => _observer.OnText(NumberOf(number), text);

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        var renumbered = new SimEvent[events.Length];
        for (var i = 0; i < events.Length; i++)
        {
            renumbered[i] = Renumbered(events[i]);
        }

        _observer.OnEvents(renumbered);
    }

    public void OnEnd(RunEnd end) => _observer.OnEnd(end);

    private SimEvent Renumbered(in SimEvent e) => RecordSchema.Of(e.Kind).Form switch
    {
        ValueForm.Text => With(e, NumberOf(e.TextNumber)),
        ValueForm.TextPair => With(e, SimEvent.PairValue(NumberOf(e.TextNumber), NumberOf(e.MessageNumber))),
        _ => e,
    };

    private static SimEvent With(in SimEvent e, long value) => new(e.Time, e.Kind, e.Cause, e.Detail, e.Function, e.Invocation, e.Place, value);

    private int NumberOf(int number) => number >= _first ? number - _first + _numbers.Count : _numbers[number];
}
