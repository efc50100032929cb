using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

// Messages that mappings give to functions: who was given none, and who was given one twice.
internal sealed partial class FindingFold
{
    private readonly Dictionary<int, List<int>> _batches = [];
    private readonly Dictionary<int, int> _sizes = [];
    private readonly Dictionary<int, int> _batchOfInvocation = [];
    private readonly Dictionary<int, Given> _given = [];
    private readonly Dictionary<int, long> _worked = [];
    private readonly SortedDictionary<(int Queue, int Function), Twice> _twice = [];

    // A call may begin before its batch is told.
    private (int Invocation, int Function, long At) _begun = (SimEvent.None, SimEvent.None, 0);

    private void OfBatch(in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.MessageBatched:
                if (!_batches.TryGetValue(e.Batch, out var messages))
                {
                    _batches.Add(e.Batch, messages = []);
                }

                messages.Add(e.Message);
                _given.TryAdd(e.Message, new Given());
                break;
            case EventKind.BatchSent:
                _sizes[e.Batch] = e.BatchMessages;
                _batchOfInvocation[e.Invocation] = e.Batch;
                if (_begun.Invocation == e.Invocation)
                {
                    Begin(e.Batch, _begun.Invocation, _begun.Function, _begun.At);
                }

                break;
            case EventKind.BatchEnded:
                _batches.Remove(e.Batch);
                if (_sizes.Remove(e.Batch, out var records) && e.BatchEnd == BatchEnd.Halved)
                {
                    OfHalved(e, records);
                }

                break;
            case EventKind.Started:
                _begun = (e.Invocation, e.Function, e.Time);
                if (_batchOfInvocation.TryGetValue(e.Invocation, out var batch))
                {
                    Begin(batch, e.Invocation, e.Function, e.Time);
                }

                break;
            case EventKind.Completed or EventKind.RunningAtEnd when _batchOfInvocation.ContainsKey(e.Invocation):
                _worked[e.Invocation] = e.DurationNs;
                break;
            case EventKind.MessageReturned when e.ReturnCause == ReturnCause.VisibilityTimeout && _given.TryGetValue(e.Message, out var given):
                given.HasOverrun = given.Invocation != SimEvent.None && !_worked.ContainsKey(given.Invocation);
                given.Queue = e.Resource;
                break;
            case EventKind.MessageMoved when e.MoveCause == MoveCause.DeadLettered && _given.TryGetValue(e.Message, out var unseen) && unseen.Times == 0:
                OfUnseen(e);
                break;
        }
    }

    private void Begin(int batch, int invocation, int function, long at)
    {
        foreach (var message in _batches.GetValueOrDefault(batch) ?? [])
        {
            var given = _given[message];
            given.Times++;
            if (given.HasOverrun)
            {
                given.HasOverrun = false;
                if (!_twice.TryGetValue((given.Queue, function), out var twice))
                {
                    _twice.Add((given.Queue, function), twice = new Twice(Text.Invariant($"message {message}"), at));
                }

                twice.Firsts.Add(given.Invocation);
            }

            given.Invocation = invocation;
        }
    }

    // The log names no records of a batch: each halving gives all of them again.
    private void OfHalved(in SimEvent e, int records) =>
        Add(_found, FindingKind.RecordGivenAgain, _resources[e.Resource].Name, "batches failed and were halved, and what the function had done before the failure it may have done again",
            "let it do each record once however often it comes, or let it answer which record failed (ReportBatchItemFailures)", Text.Invariant($"batch {e.Batch}"), e.Time, records);

    private void OfUnseen(in SimEvent e)
    {
        var queue = _resources[e.Resource];
        var most = MaxReceives(queue);
        Add(_found, FindingKind.DeadLetteredUnseen, queue.ToString(), $"max receive count {most} and a throttled mapping: no function had it before it went to {_resources[e.MovedTo]}",
            $"raise maxReceiveCount of '{queue.Name}' to 5 or more, or set the maximum concurrency of the mapping to what its function may use", Text.Invariant($"message {e.Message}"), e.Time);
    }

    // How long the first call worked is known when it has ended.
    private IEnumerable<LedgerFinding> FoundTwice()
    {
        foreach (var ((index, function), twice) in _twice)
        {
            var queue = _resources[index];
            var (name, timeout) = (NameOf(function), _functions[function].Config.Timeout.TotalSeconds);
            var worked = twice.Firsts.Max(i => _worked.GetValueOrDefault(i));
            yield return new LedgerFinding(FindingKind.ProcessedTwice, queue.ToString(),
                Text.Invariant($"visibility timeout {Setting(queue, "VisibilityTimeout", "30")} s, work of '{name}' took {(worked == 0 ? "longer" : Text.Invariant($"{worked / (double)NodaConstants.NanosecondsPerSecond:0.###} s"))}"),
                Text.Invariant($"set VisibilityTimeout of '{queue.Name}' to at least six times the timeout of '{name}' (6 x {timeout:0.###} s = {6 * timeout:0.###} s)"))
            {
                Count = twice.Firsts.Count, Example = twice.Example, At = Duration.FromNanoseconds(twice.At),
            };
        }
    }

    private static string MaxReceives(ResourceDefinition queue)
    {
        if (Setting(queue, "RedrivePolicy", "") is not { Length: > 0 } policy)
        {
            return "?";
        }

        using var document = JsonDocument.Parse(policy);
        return document.RootElement.GetProperty("maxReceiveCount").ToString();
    }

    private sealed class Given
    {
        public int Times { get; set; }

        /// <summary>That was given it last.</summary>
        public int Invocation { get; set; } = SimEvent.None;

        /// <summary>It was had again while that still worked on it.</summary>
        public bool HasOverrun { get; set; }

        public int Queue { get; set; }
    }

    private sealed class Twice(string example, long at)
    {
        public string Example => example;

        public long At => at;

        public List<int> Firsts { get; } = [];
    }
}
