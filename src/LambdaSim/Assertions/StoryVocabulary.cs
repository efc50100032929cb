using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Assertions;

/// <summary>
/// What rows a story can have: those of the functions that there are, each with what a row of it can say. An expectation that no row can meet is refused,
/// since one that is expected not to come would hold whatever happens.
/// </summary>
internal sealed class StoryVocabulary
{
    private readonly List<KnownFunction> _functions;
    private readonly string? _scope;

    /// <param name="log">The log.</param>
    /// <param name="scope">The function that the story is about; null: all.</param>
    public StoryVocabulary(EventLog log, string? scope)
    {
        _scope = scope;
        _functions = [.. Known(log).Where(f => scope is null || f.IsCalled(scope))];
    }

    /// <summary>Why there is no function of a name; null: there is one.</summary>
    public static string? Unknown(EventLog log, string name)
    {
        var known = Known(log).ToList();
        if (known.Exists(f => f.IsCalled(name)))
        {
            return null;
        }

        var names = known.SelectMany(static f => new[] { f.Name, f.DisplayName }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var there = NearestName.Hint(name, names, "there is none so far");
        return log.Known is null
            ? $"no function {name} took part so far; {there}"
            : $"there is no function {name}; {there}. A function has its name, a version name:version; an alias has no rows of its own";
    }

    /// <summary>Why no row can have this text; null: one can.</summary>
    public string? Impossible(string pattern)
    {
        if (_functions.Exists(f => StoryWords.Of(f.HasCode).Any(words => Pattern.Meet(pattern, $"{f.DisplayName} {words}"))))
        {
            return null;
        }

        var near = _functions.Count == 0 ? null : NearestName.Of(pattern.Split(' ')[0], _functions.Select(static f => f.DisplayName), 1)[0];
        var function = _functions.Find(f => f.DisplayName == near);
        if (function is null)
        {
            return $"no row can be \"{pattern}\": there is no function so far";
        }

        var possible = StoryWords.Of(function.HasCode).Select(words => $"{near} {words}").ToList();
        var nearest = possible.Find(row => pattern.Length > near!.Length + 1 && row.StartsWith(pattern, StringComparison.Ordinal)) ?? NearestName.Of(pattern, possible, 1)[0];
        return $"no row{(_scope is null ? "" : $" of {_scope}")} can be \"{pattern}\"; nearest is \"{nearest}\". "
            + $"After the function's name a row says {string.Join(", ", StoryWords.Of(function.HasCode))}; * stands for anything";
    }

    private static IEnumerable<KnownFunction> Known(EventLog log) =>
        log.Functions.Select(static f => new KnownFunction(f.Place, f.Name, f.Qualifier, HasCode: null)).Where(f => log.Known is null).Concat(log.Known?.Invoke() ?? []);
}
