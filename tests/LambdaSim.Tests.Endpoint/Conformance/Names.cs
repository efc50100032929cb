using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Conformance;

/// <summary>What the placeholders of one recorded test stand for: each is bound where it is seen first, and must agree ever after.</summary>
internal sealed partial class Names
{
    public const string Account = "111111111111";
    public const string Region = "eu-west-1";

    private SortedDictionary<string, string> _values = new(StringComparer.Ordinal) { ["partition"] = "aws", ["region"] = Region };

    /// <summary>All bindings, to go back to.</summary>
    public IReadOnlyDictionary<string, string> State
    {
        get => new SortedDictionary<string, string>(_values, StringComparer.Ordinal);
        set => _values = new SortedDictionary<string, string>(value.ToDictionary(), StringComparer.Ordinal);
    }

    public string? Find(string placeholder) => _values.GetValueOrDefault(Key(placeholder));

    public void Bind(string placeholder, string value) => _values[Key(placeholder)] = Whole(Resolve(value));

    /// <summary>Some ids were cut short when the requests were written down: the recorded answers know them as well formed and missing.</summary>
    public static string Whole(string text) => text is "subnet" or "sg" ? $"{text}-0123456789abcdef0" : text;

    /// <summary>Whether some placeholder of this name stands for the value.</summary>
    public bool Knows(string name, string value) =>
        _values.Any(v => v.Value == value && v.Key.StartsWith($"{name}:", StringComparison.Ordinal));

    /// <summary>Puts values in place of the placeholders that have one.</summary>
    public string Resolve(string text) => Token().Replace(text, m => Find(m.Value) ?? m.Value);

    /// <summary>Whether a text is one placeholder without a number that nothing is known about.</summary>
    public bool IsAnything(string recorded) =>
        Token().Match(recorded) is { Success: true } m && m.Length == recorded.Length && !m.Groups["arg"].Success && Find(recorded) is null;

    public static bool HasToken(string text) => Token().IsMatch(text);

    /// <summary>Whether a text is what was recorded; binds what it sees first.</summary>
    public bool Match(string recorded, string actual)
    {
        if (!Token().IsMatch(recorded))
        {
            return recorded == actual;
        }

        var (pattern, fresh) = Pattern(recorded);
        var match = Regex.Match(actual, pattern, RegexOptions.CultureInvariant | RegexOptions.Singleline);
        if (!match.Success || fresh.Any(f => Taken(f.Key, match.Groups[f.Value].Value)))
        {
            return false;
        }

        foreach (var (key, group) in fresh)
        {
            _values[key] = match.Groups[group].Value;
        }

        return true;
    }

    private bool Taken(string key, string value) => Knows(key[..key.IndexOf(':', StringComparison.Ordinal)], value);

    private (string Pattern, SortedDictionary<string, string> Fresh) Pattern(string recorded)
    {
        var pattern = new StringBuilder(@"\A");
        var fresh = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var at = 0;
        foreach (Match token in Token().Matches(recorded))
        {
            pattern.Append(Regex.Escape(recorded[at..token.Index]));
            at = token.Index + token.Length;
            var key = Key(token.Value);
            if (_values.TryGetValue(key, out var known))
            {
                pattern.Append(Regex.Escape(known));
            }
            else if (fresh.TryGetValue(key, out var group))
            {
                pattern.Append(CultureInfo.InvariantCulture, $@"\k<{group}>");
            }
            else
            {
                pattern.Append(Unknown(token, key, fresh));
            }
        }

        return (pattern.Append(Regex.Escape(recorded[at..])).Append(@"\z").ToString(), fresh);
    }

    private static string Unknown(Match token, string key, SortedDictionary<string, string> fresh)
    {
        var name = token.Groups["name"].Value;
        var arg = token.Groups["arg"].Value;
        if (Length().Match(arg) is { Success: true } length)
        {
            return $"(?:{Regex.Escape(name)}){{{length.Groups["n"].Value}}}";
        }

        if (name == "timestamp" && arg.Length > 10)
        {
            return Digit().Replace(Regex.Escape(arg), "[0-9]");
        }

        if (arg.Length == 0)
        {
            return ".+?";
        }

        var group = string.Create(CultureInfo.InvariantCulture, $"g{fresh.Count}");
        fresh[key] = group;
        var kind = name switch
        {
            "uuid" => "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
            "code-sha256" => "[A-Za-z0-9+/]{43}=|[0-9a-f]{64}",
            "function-name" => @"[A-Za-z0-9\-_]+",
            _ => ".+?",
        };
        return $"(?<{group}>{kind})";
    }

    private static string Key(string placeholder) => placeholder.TrimStart('<').TrimEnd('>');

    [GeneratedRegex(@"<(?<name>[A-Za-z][A-Za-z0-9_'\-. ]*)(:(?<arg>[^<>]*))?>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\Alen\((?<n>[0-9]+)\)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Length();

    [GeneratedRegex("[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Digit();
}
