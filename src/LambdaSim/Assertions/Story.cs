using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Assertions;

/// <summary>
/// What became of the calls of a run, a row for the end of each attempt, for each fate and for what is sent on after it, to be compared with what a test
/// expects: <c>ok</c>, <c>failed FormatException</c>, <c>timed out</c>, <c>crashed Runtime.ExitError</c>, <c>throttled ReservedConcurrency</c>,
/// <c>dropped EventAgeExceeded</c>, <c>sent to dead-letter queue</c> (or <c>destination on success</c>, <c>destination on failure</c>),
/// <c>not taken by dead-letter queue</c> (or one of those), <c>running at end</c>, <c>queued at end</c>, each after the function's name. Bound to no test framework.
/// The run may be over or go on; a story is told up to the moment it was asked for.
/// </summary>
public sealed class Story
{
    private readonly StoryTeller _teller;
    private readonly List<ToldRow> _rows;
    private readonly string? _function;

    private Story(StoryTeller teller, List<ToldRow> rows, string? function)
    {
        _teller = teller;
        _rows = rows;
        _function = function;
    }

    /// <summary>The rows, in the order of the log.</summary>
    public IReadOnlyList<Row> Rows => [.. _rows.Select(row => row.Row)];

    /// <summary>
    /// How often each text occurs, in ordinal order of the texts. A text that could have come and did not has 0; asking for one that no row can have throws
    /// a <see cref="StoryException"/>.
    /// </summary>
    public IReadOnlyDictionary<string, int> Counts
    {
        get
        {
            var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var row in _rows)
            {
                counts[row.Text] = counts.GetValueOrDefault(row.Text) + 1;
            }

            return new StoryCounts(counts, Require);
        }
    }

    /// <summary>The story of all functions.</summary>
    /// <param name="log">The log of a run that is over or goes on.</param>
    /// <param name="start">Instant of virtual time 0, for explanations; null: the default start.</param>
    /// <param name="account">The account's limits, to be named in explanations; null: unknown.</param>
    public static Story Of(EventLog log, Instant? start = null, AccountConfig? account = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new Story(new StoryTeller(log, start ?? new SimulationConfig().Start, account), StoryRows.Of(log), function: null);
    }

    /// <summary>The part about one function.</summary>
    /// <param name="function">Its name, or name and version as <c>name:3</c>.</param>
    /// <exception cref="StoryException">There is no such function; in a log that knows no more than its records: none took part.</exception>
    public Story Of(string function)
    {
        ArgumentException.ThrowIfNullOrEmpty(function);
        _teller.RequireFunction(function);
        return new Story(_teller, [.. _rows.Where(row => _teller.IsOf(row.Function, function))], function);
    }

    /// <summary>The story consists of these rows, in this order.</summary>
    /// <exception cref="StoryException">It does not; or no row can have one of the texts.</exception>
    /// <example>
    /// <code>
    /// simulation.Log.Of("import").ShouldBe(
    ///     At(30.Seconds, "import timed out"),
    ///     At(2.Minutes, "import timed out"),
    ///     At(4.Minutes + 2.Seconds, "import ok"));
    /// </code>
    /// </example>
    public void ShouldBe(params Row[] expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        Require(expected);
        var lines = Alignment.Of(expected, _rows);
        var first = lines.FindIndex(line => line.Marker != ' ');
        if (first >= 0)
        {
            throw _teller.Failure(
                Text.Invariant($"{Name} is not the expected one: {Count(expected.Length)} expected, {Count(_rows.Count)} came, different from row {first + 1} on (- expected, + came)"),
                Alignment.Print(lines), _function, lines.Find(line => line.Marker == '+').Told);
        }
    }

    /// <summary>These rows occur in this order; others may stand between them.</summary>
    /// <param name="expected">At least one.</param>
    /// <exception cref="StoryException">One does not; or no row can have one of the texts.</exception>
    public void ShouldContainInOrder(params Row[] expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        if (expected.Length == 0)
        {
            throw new ArgumentException("ShouldContainInOrder needs a row: without one it would hold whatever happens; say that nothing came with ShouldBe()", nameof(expected));
        }

        Require(expected);
        var next = 0;
        var after = 0;
        for (var i = 0; i < _rows.Count && next < expected.Length; i++)
        {
            if (_rows[i].Matches(expected[next]))
            {
                next++;
                after = i + 1;
            }
        }

        if (next == expected.Length)
        {
            return;
        }

        // Shown at its place in time, among the rows that follow the one found last.
        var missing = expected[next];
        var lines = _rows.Select(row => new AlignedRow(' ', row.Time, row.Text, row)).ToList();
        var place = lines.FindIndex(after, line => line.Time > missing.Time.ToInt64Nanoseconds());
        lines.Insert(place < 0 ? lines.Count : place, new AlignedRow('-', missing.Time.ToInt64Nanoseconds(), missing.Text, null));
        var nearest = _rows.Skip(after).OrderBy(row => Math.Abs(row.Time - missing.Time.ToInt64Nanoseconds())).Select(row => (ToldRow?)row).FirstOrDefault();
        throw _teller.Failure(
            Text.Invariant($"{Name} lacks row {next + 1} of the {expected.Length} expected in this order (- expected)"), Alignment.Print(lines), _function, nearest);
    }

    /// <summary>So many rows have this text.</summary>
    /// <param name="count">How many.</param>
    /// <param name="pattern">The text; <c>*</c> stands for anything.</param>
    /// <exception cref="StoryException">More or fewer have it; or no row can have it.</exception>
    public void ShouldHave(int count, string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        RequirePattern(pattern);
        var found = _rows.Count(row => Pattern.Matches(pattern, row.Text));
        if (found == count)
        {
            return;
        }

        // Too many: the first beyond the number. Too few: the first that is something else.
        var seen = 0;
        var lines = _rows.Select(row => new AlignedRow(Unexpected(row) ? '+' : ' ', row.Time, row.Text, row)).ToList();
        throw _teller.Failure(
            Text.Invariant($"{Name} should have {Count(count)} \"{pattern}\", it has {found} (+ {(found > count ? "one too many" : "something else")})"),
            Alignment.Print(lines), _function, lines.Find(line => line.Marker == '+').Told);

        bool Unexpected(ToldRow row) => Pattern.Matches(pattern, row.Text) ? found > count && ++seen > count : found < count;
    }

    /// <summary>Nothing is lost in the run: whatever arrived has exactly one fate, and environments are where they should be.</summary>
    /// <exception cref="StoryException">Something has no fate, or two; or is still on its way, when the run goes on.</exception>
    public void ShouldBalance() => _teller.CheckBalance();

    /// <summary>The rows as text, a line each.</summary>
    public override string ToString() => Alignment.Print([.. _rows.Select(row => new AlignedRow(' ', row.Time, row.Text, row))], 0, _rows.Count, margin: "");

    private void Require(Row[] expected)
    {
        foreach (var row in expected)
        {
            RequirePattern(row.Text ?? throw new ArgumentException("a row has no text", nameof(expected)));
        }
    }

    // Of a text, not a pattern.
    private void Require(string text)
    {
        if (text.Contains('*', StringComparison.Ordinal))
        {
            throw new ArgumentException($"Counts is by texts, \"{text}\" is a pattern; use ShouldHave", nameof(text));
        }

        RequirePattern(text);
    }

    private void RequirePattern(string pattern)
    {
        if (!_rows.Exists(row => Pattern.Matches(pattern, row.Text)))
        {
            _teller.RequirePossible(pattern, _function);
        }
    }

    private string Name => _function is null ? "the story" : "the story of " + _function;

    private static string Count(int rows) => Text.Invariant($"{rows} row{(rows == 1 ? "" : "s")}");
}
