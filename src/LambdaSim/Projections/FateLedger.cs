using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>
/// What became of everything that AWS accepted and nobody waits for: each async invocation, message and notification, with its way and its one
/// fate. A fold over the log: <see cref="Simulation.Ledger"/> gives it, or attach one to a replay. It holds some 300 bytes for each entry.
/// </summary>
/// <example>
/// <code>
/// Assert.Equal(1, simulation.Ledger.Count(Fate.RetriesExhausted));
/// output.WriteLine(simulation.Ledger);
/// </code>
/// </example>
public sealed partial class FateLedger : IEventObserver
{
    private readonly List<FateEntry> _entries = [];
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<ResourceDefinition> _resources = [];
    private readonly Dictionary<int, FateEntry> _invocations = [];
    private readonly List<FateEntry> _messages = [];
    private readonly List<FateEntry> _notifications = [];

    private readonly SortedDictionary<(string Reader, int Fate), long> _records = [];

    private readonly FindingFold _findings = new();

    /// <summary>The run's, by which request ids are told; null: unknown.</summary>
    internal ulong? Seed { get => _findings.Seed; init => _findings.Seed = value; }

    /// <summary>Names of functions that can have entries, whether or not they have.</summary>
    internal IEnumerable<string> KnownFunctions { get; init; } = [];

    /// <summary>Names of queues that can have entries, whether or not they have.</summary>
    internal IEnumerable<string> KnownQueues { get; init; } = [];

    /// <summary>All entries, in the order in which they were accepted.</summary>
    public IReadOnlyList<FateEntry> Entries => _entries;

    /// <summary>The async invocations, in order of arrival.</summary>
    public IReadOnlyList<FateEntry> Invocations => [.. _entries.Where(static e => e.Kind == FateKind.Invocation)];

    /// <summary>The messages, by number. Only of runs with version 3 of the rules and later.</summary>
    public IReadOnlyList<FateEntry> Messages => _messages;

    /// <summary>The notifications of services beside Lambda, by number.</summary>
    public IReadOnlyList<FateEntry> Notifications => _notifications;

    /// <summary>What became of the records of streams that mappings have read, by mapping and shard in ordinal order, then by fate.</summary>
    public IReadOnlyList<RecordTally> Records => [.. _records.Select(static r => new RecordTally(r.Key.Reader, r.Key.Fate < 0 ? null : (RecordFate)r.Key.Fate, r.Value))];

    /// <summary>How many records of streams have a fate, over all mappings.</summary>
    public long Count(RecordFate fate) => _records.Where(r => r.Key.Fate == (int)fate).Sum(static r => r.Value);

    /// <summary>What has no fate yet.</summary>
    public IReadOnlyList<FateEntry> Open => [.. _entries.Where(static e => e.Fate == Fate.None)];

    /// <summary>
    /// What was lost so far, a finding for each hop and cause: what was dropped and nothing kept, what expired or was purged. What is in a dead-letter queue or
    /// went to a destination on failure is kept.
    /// </summary>
    public IReadOnlyList<LedgerFinding> Findings => _findings.Findings;

    /// <summary>How many entries have each fate, those that occur.</summary>
    public IReadOnlyDictionary<Fate, int> Counts => new SortedDictionary<Fate, int>(_entries.GroupBy(static e => e.Fate).ToDictionary(static g => g.Key, static g => g.Count()));

    /// <summary>How many entries have a fate.</summary>
    public int Count(Fate fate) => _entries.Count(e => e.Fate == fate);

    /// <summary>The async invocations of a function, in order of arrival.</summary>
    /// <param name="name">Its name: all its versions; or name and version.</param>
    /// <exception cref="ResourceNotFoundException">No such function took part.</exception>
    public IReadOnlyList<FateEntry> OfFunction(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var known = _functions.SelectMany(static f => new[] { f.Name, f.DisplayName }).Concat(KnownFunctions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Require("function", name, known);
        return [.. _entries.Where(e => e.Kind == FateKind.Invocation && _functions[e.Function] is var f && (f.Name == name || f.DisplayName == name))];
    }

    /// <summary>The messages that were ever in a queue, by number.</summary>
    /// <param name="name">Its name, or its ARN.</param>
    /// <exception cref="ResourceNotFoundException">There was no such queue.</exception>
    public IReadOnlyList<FateEntry> OfQueue(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var known = _resources.SelectMany(static r => new[] { r.Name, r.Arn }).Concat(KnownQueues).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Require("queue", name, known);
        return [.. _messages.Where(e => e.WasIn(name))];
    }

    /// <summary>How many entries have which fate, then each entry with its way; the first hundred of more.</summary>
    public override string ToString()
    {
        const int Enough = 100;
        var lines = _entries.Take(Enough).Select(static e => e.ToString())
            .Prepend($"{Fates("async invocation", FateKind.Invocation)}; {Fates("message", FateKind.Message)}{(_notifications.Count == 0 ? "" : "; " + Fates("notification", FateKind.Notification))}{OfRecords()}");
        return string.Join('\n', _entries.Count <= Enough ? lines : lines.Append(Text.Invariant($"and {_entries.Count - Enough} more")));
    }

    private string OfRecords()
    {
        var all = _records.Values.Sum();
        var fates = _records.GroupBy(static r => r.Key.Fate).OrderBy(static g => g.Key)
            .Select(static g => Text.Invariant($"{g.Sum(static r => r.Value)} {(g.Key < 0 ? "open at end" : ((RecordFate)g.Key).ToString())}"));
        return all == 0 ? "" : Text.Invariant($"; {all} record{(all == 1 ? "" : "s")} of streams: {string.Join(", ", fates)}");
    }

    private string Fates(string what, FateKind kind)
    {
        var meant = _entries.Where(e => e.Kind == kind).ToList();
        var counts = meant.GroupBy(static e => e.Fate).OrderBy(static g => g.Key);
        var all = Text.Invariant($"{meant.Count} {what}{(meant.Count == 1 ? "" : "s")}");
        return meant.Count == 0 ? all : $"{all}: " + string.Join(", ", counts.Select(static g => Text.Invariant($"{g.Count()} {(g.Key == Fate.None ? "on the way" : g.Key)}")));
    }

    private static void Require(string kind, string name, List<string> known)
    {
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            throw NearestName.NotFound(kind, name, known, $"this run has no {kind}");
        }
    }
}
