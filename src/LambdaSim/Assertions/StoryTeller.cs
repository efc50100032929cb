using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using NodaTime;

namespace LambdaSim.Assertions;

/// <summary>What a story needs of its log beside the rows: names, explanations, the balance.</summary>
internal sealed class StoryTeller(EventLog log, Instant start, AccountConfig? account)
{
    public bool IsOf(int function, string name) => log.Functions[function] is var f && new KnownFunction(f.Place, f.Name, f.Qualifier, HasCode: null).IsCalled(name);

    /// <exception cref="StoryException">There is no such function.</exception>
    public void RequireFunction(string name)
    {
        if (StoryVocabulary.Unknown(log, name) is { } problem)
        {
            throw Failure(problem);
        }
    }

    /// <exception cref="StoryException">No row of the story can have the text.</exception>
    public void RequirePossible(string pattern, string? function)
    {
        if (new StoryVocabulary(log, function).Impossible(pattern) is { } problem)
        {
            throw Failure(problem);
        }
    }

    /// <summary>A failure with what it shows, the explanation of an unexpected row or of what has no end yet, and how to repeat the run.</summary>
    public StoryException Failure(string what, string shown, string? function, ToldRow? unexpected)
    {
        var parts = new List<string> { shown.Length == 0 ? what + "\n    (no rows)" : what + "\n" + shown };
        if (unexpected is { } row)
        {
            parts.Add($"why \"{row.Text}\" at {TimeText.Moment(row.Time)}:\n{Explain(row.Invocation)}");
        }
        else if (FirstOpen(function) is { } open)
        {
            parts.Add("still on its way:\n" + Explain(open));
        }

        return Failure(string.Join("\n\n", parts));
    }

    public void CheckBalance()
    {
        var violations = Violations();
        if (violations.Count == 0)
        {
            return;
        }

        var text = "the run does not balance:\n" + string.Join('\n', violations.Select(v => "  " + v));
        throw Failure(FirstOpen(function: null) is { } open ? $"{text}\n\nthe first without a fate:\n{Explain(open)}" : text);
    }

    private IReadOnlyList<string> Violations()
    {
        var ledger = new Ledger(strict: true);
        log.Replay(ledger);
        var balance = ledger.Balance();
        if (log.End is not null)
        {
            return balance.Violations;
        }

        // While the run goes on, environments live; what arrived must have ended all the same.
        var steps = new Steps();
        log.Replay(steps);
        var open = balance.Arrived - balance.WithFate;
        return open == 0 ? [.. steps.Check.Violations] : [Text.Invariant($"{balance.Arrived} arrived, {balance.WithFate} have a fate"), .. steps.Check.Violations];
    }

    // The first invocation whose last step is no end.
    private int? FirstOpen(string? function)
    {
        var open = new SortedSet<int>();
        foreach (var e in log)
        {
            if (e.Invocation == SimEvent.None || (function is not null && !IsOf(e.Function, function)))
            {
                continue;
            }

            if (RecordSchema.IsFate(e) || e.Kind == EventKind.Completed)
            {
                open.Remove(e.Invocation);
            }
            else if (e.Kind is EventKind.Arrived or EventKind.Queued or EventKind.Dispatched)
            {
                open.Add(e.Invocation);
            }
        }

        return open.Count == 0 ? null : open.Min;
    }

    private Explanation Explain(int invocation) => Explanation.Of(log, Text.Of(invocation), start, account);

    private StoryException Failure(string text) => new(text.Contains('\n', StringComparison.Ordinal) ? text + "\n\n" : text, log.Seed, log.End?.Time ?? (log.Count == 0 ? 0 : log[log.Count - 1].Time));

    private sealed class Steps : IEventObserver
    {
        public LedgerCheck Check { get; } = new();

        public void OnFunction(FunctionDefinition function) => Check.OnFunction(function);

        public void OnResource(ResourceDefinition resource) => Check.OnResource(resource);

        public void OnEvents(ReadOnlySpan<SimEvent> events)
        {
            foreach (ref readonly var e in events)
            {
                Check.See(e);
            }
        }

        public void OnEnd(RunEnd end)
        {
        }
    }
}
