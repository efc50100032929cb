namespace LambdaSim.Neighbours.LogGroups.Patterns;

/// <summary>Conditions with <c>&amp;&amp;</c>, <c>||</c> and parentheses; what a single one is, the pattern says.</summary>
/// <typeparam name="T">What is asked.</typeparam>
internal sealed class Conditions<T>(string text, Func<string, Func<T, bool>?> single)
{
    private const int Deepest = 32;

    private int _at;
    private int _depth;
    private bool _isWrong;

    /// <summary>Null: they are none.</summary>
    public Func<T, bool>? Read()
    {
        var all = Any();
        Blanks();
        return _isWrong || _at < text.Length ? null : all;
    }

    private Func<T, bool> Any()
    {
        var left = Every();
        while (Take("||"))
        {
            var (a, b) = (left, Every());
            left = x => a(x) || b(x);
        }

        return left;
    }

    private Func<T, bool> Every()
    {
        var left = One();
        while (Take("&&"))
        {
            var (a, b) = (left, One());
            left = x => a(x) && b(x);
        }

        return left;
    }

    private Func<T, bool> One()
    {
        if (Take("("))
        {
            _isWrong |= ++_depth > Deepest;
            var inner = _isWrong ? static _ => false : Any();
            _depth--;
            _isWrong |= !Take(")");
            return inner;
        }

        var start = _at;
        var isQuoted = false;
        for (; _at < text.Length && (isQuoted || !(text[_at] == ')' || Starts("&&") || Starts("||"))); _at++)
        {
            isQuoted ^= text[_at] == '"' && (_at == 0 || text[_at - 1] != '\\');
        }

        var found = single(text[start.._at].Trim());
        _isWrong |= found is null || isQuoted;
        return found ?? (static _ => false);
    }

    private bool Take(string token)
    {
        Blanks();
        var isThere = Starts(token);
        _at += isThere ? token.Length : 0;
        return isThere;
    }

    private bool Starts(string token) => string.CompareOrdinal(text, _at, token, 0, token.Length) == 0;

    private void Blanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }
}
