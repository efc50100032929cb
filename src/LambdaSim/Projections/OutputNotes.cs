using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>Writes the simulator's notes as text, one line each: virtual time, function, what happened.</summary>
/// <param name="output">Any writer, such as a test's output. It is not disposed.</param>
/// <param name="seed">The run's seed, for the request ids.</param>
/// <param name="outside">Runs the writing as no work of the simulation's.</param>
internal sealed class OutputNotes(TextWriter output, ulong seed, Action<Action> outside) : SimulatorNotes(seed)
{
    private readonly List<string> _lines = [];

    protected override void Created(string at, string function, int environment, CreationCause cause) =>
        Add(at, function, Text.Invariant($"environment {environment} created ({cause})"));

    protected override void Throttled(string at, string function, string request, ThrottleCause cause, string rule) =>
        Add(at, function, $"{request} throttled: {cause} (rule {rule})");

    protected override void TimedOut(string at, string function, string request, string after) => Add(at, function, $"{request} timed out after {after}");

    protected override void Failed(string at, string function, string request, Outcome outcome) =>
        Add(at, function, $"{request} {(outcome == Outcome.Crashed ? "crashed" : "failed")}");

    protected override void Retried(string at, string function, string request, string delay) => Add(at, function, $"{request} is tried again in {delay}");

    protected override void Dropped(string at, string function, string request, DropCause cause) => Add(at, function, $"{request} dropped: {cause}");

    protected override void Told()
    {
        if (_lines.Count > 0)
        {
            outside(() => _lines.ForEach(output.WriteLine));
            _lines.Clear();
        }
    }

    private void Add(string at, string function, string what) => _lines.Add($"LambdaSim {at} {function}: {what}");
}
