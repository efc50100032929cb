namespace LambdaSim.Events;

/// <summary>
/// What a simulation noticed about the ends of calls and Lambda would not tell: beside the log, never in it, for it may depend on real time.
/// </summary>
internal sealed class Remarks
{
    private readonly Dictionary<(int Invocation, long Time), string> _remarks = [];

    public void Add(int invocation, long time, string text) => _remarks[(invocation, time)] = text;

    /// <summary>About the end of an attempt; null: nothing.</summary>
    public string? Of(int invocation, long time) => _remarks.Count == 0 ? null : _remarks.GetValueOrDefault((invocation, time));
}
