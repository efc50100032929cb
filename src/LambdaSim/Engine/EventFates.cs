using LambdaSim.Events;

namespace LambdaSim.Engine;

/// <summary>Learns what became of asynchronous events: what sends them on to dead-letter queues and destinations.</summary>
internal abstract class EventFates
{
    /// <summary>An accepted event has its fate. Called once for each, after the fate's record is written and the environment is free again.</summary>
    /// <param name="invocation">Its number.</param>
    /// <param name="cause">Why it was dropped; null: it ran to success.</param>
    /// <param name="attempts">Attempts that reached the function: AWS's <c>approximateInvokeCount</c>.</param>
    internal abstract void Settled(int invocation, DropCause? cause, int attempts);

    /// <summary>How often an event is retried and how old it may be, in nanoseconds; null: as its version's configuration says.</summary>
    internal virtual (int Retries, long MaximumAge)? RulesOf(int invocation) => null;
}
