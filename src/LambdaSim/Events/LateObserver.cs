namespace LambdaSim.Events;

/// <summary>Stands among the observers of a run for one that may come later.</summary>
internal sealed class LateObserver : IEventObserver
{
    /// <summary>Who has come; null: nobody yet.</summary>
    public IEventObserver? Observer { get; set; }

    public void OnFunction(FunctionDefinition function) => Observer?.OnFunction(function);

    public void OnResource(ResourceDefinition resource) => Observer?.OnResource(resource);

    public void OnText(int number, string text) => Observer?.OnText(number, text);

    public void OnEvents(ReadOnlySpan<SimEvent> events) => Observer?.OnEvents(events);

    public void OnEnd(RunEnd end) => Observer?.OnEnd(end);
}
