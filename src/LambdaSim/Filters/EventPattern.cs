using System.Text;
using System.Text.Json;

namespace LambdaSim.Filters;

/// <summary>
/// A pattern of EventBridge's kind, read: which events it means. Rules of buses, filters of event source mappings and filter policies of topics are such patterns
/// (rules PAT-*). Names of fields are joined by dots, so that <c>{"a":{"b":[1]}}</c> and <c>{"a.b":[1]}</c> are one.
/// </summary>
internal sealed class EventPattern
{
    private readonly Combination[] _combinations;
    private readonly FieldPaths _paths;
    private readonly PatternDialect _dialect;

    private EventPattern(string text, PatternDialect dialect, Combination[] combinations)
    {
        Text = text;
        _dialect = dialect;
        _combinations = combinations;
        _paths = new FieldPaths(combinations.SelectMany(static c => c.Paths));
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <exception cref="PatternException">It is none.</exception>
    public static EventPattern Parse(string text, PatternDialect dialect)
    {
        var combinations = PatternParser.Parse(text, dialect);
        WildcardComplexity.Check(combinations.SelectMany(static c => c.Values).Distinct<IReadOnlyList<ValuePattern>>(ReferenceEqualityComparer.Instance), dialect.MaxWildcardComplexity);
        return new EventPattern(text, dialect, [.. combinations.Select(static c => new Combination(c))]);
    }

    /// <summary>Whether an event is meant.</summary>
    /// <param name="document">The event in UTF-8; what is no object is never meant.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public bool Matches(ReadOnlySpan<byte> document)
    {
        var fields = FlatEvent.Read(document, _paths, _dialect.NumberLimit);
        return fields is not null && _combinations.Any(c => c.Matches(fields));
    }

    /// <summary>Whether an event is meant.</summary>
    /// <param name="document">The event; what is no object is never meant.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public bool Matches(string document) => Matches(Encoding.UTF8.GetBytes(document));
}
