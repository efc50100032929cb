namespace LambdaSim.Filters;

/// <summary>A pattern that is none; the service that it was given to answers in its own words.</summary>
/// <param name="reason">In the words of AWS's matcher, with the place where it has one.</param>
internal sealed class PatternException(string reason) : Exception(reason);
