using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>One event of a function's CloudWatch log.</summary>
/// <param name="Time">Nanoseconds since the run's start.</param>
/// <param name="At">The same as an instant; CloudWatch keeps milliseconds.</param>
/// <param name="Stream">Log stream: one for each environment.</param>
/// <param name="Environment">Number of the environment.</param>
/// <param name="Invocation">Number of the invocation; <see cref="Events.SimEvent.None"/> for a line of the init phase.</param>
/// <param name="Text">The line, without line break at its end; lines that a logger writes may have some inside.</param>
public sealed record FunctionLogLine(long Time, Instant At, string Stream, int Environment, int Invocation, string Text)
{
    /// <summary>When, and the line.</summary>
    public override string ToString() => $"{TimeText.Instant(At, 3)}  {Text}";
}
