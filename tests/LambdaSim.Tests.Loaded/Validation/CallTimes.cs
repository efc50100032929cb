using LambdaSim.Events;

namespace LambdaSim.Tests.Validation;

/// <summary>INIT plus Duration of every call, and which were cold.</summary>
internal sealed class CallTimes : IEventObserver
{
    public List<(int Invocation, long Ns, long InitNs, bool Cold)> All { get; } = [];

    public void OnFunction(FunctionDefinition function)
    {
    }

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            if (e.Kind == EventKind.Completed)
            {
                All.Add((e.Invocation, e.DurationNs + e.InitNs, e.InitNs, e.StartType == StartType.Cold));
            }
        }
    }

    public void OnEnd(RunEnd end)
    {
    }
}
