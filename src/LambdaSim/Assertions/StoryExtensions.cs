using LambdaSim.Events;

namespace LambdaSim.Assertions;

/// <summary>Stories from a kept event log.</summary>
public static class StoryExtensions
{
    /// <summary>What happened to the calls of a function.</summary>
    /// <param name="log">The log of a run that is over or goes on.</param>
    /// <param name="function">Its name, or name and version as <c>name:3</c>.</param>
    /// <exception cref="StoryException">There is no such function; in a log that knows no more than its records: none took part.</exception>
    public static Story Of(this EventLog log, string function) => Story.Of(log).Of(function);
}
