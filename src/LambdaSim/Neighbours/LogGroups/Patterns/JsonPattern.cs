using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.LogGroups.Patterns;

/// <summary>Conditions on members of a message that is JSON, such as <c>{ $.level = "error" &amp;&amp; $.took > 100 }</c>.</summary>
internal sealed class JsonPattern(Func<JsonElement, bool> condition) : LogPattern
{
    private const int MaxValues = 100_000;

    public override bool Matches(string message)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(message);
        if (!message.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal) || JsonText.ProblemOf(utf8, values: MaxValues) is not null)
        {
            return false;
        }

        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        return condition(document.RootElement);
    }

    public static new JsonPattern? Read(string text) => new Conditions<JsonElement>(text, Single).Read() is { } condition ? new JsonPattern(condition) : null;

    private static Func<JsonElement, bool>? Single(string text)
    {
        foreach (var (words, test) in _states)
        {
            if (text.EndsWith(words, StringComparison.OrdinalIgnoreCase) && PathOf(text[..^words.Length]) is { } asked)
            {
                return root => test(Find(root, asked));
            }
        }

        var name = Name(text);
        var rest = text[name.Length..].TrimStart();
        if (PathOf(name) is not { } path || Array.Find(Comparison.Operators, o => rest.StartsWith(o, StringComparison.Ordinal)) is not { } sign || Comparison.Of(sign, rest[sign.Length..].Trim()) is not { } comparison)
        {
            return null;
        }

        return root => Find(root, path) is { } value && TextOf(value) is { } said && comparison.Holds(said);
    }

    private static readonly (string Words, Func<JsonElement?, bool> Test)[] _states =
    [
        (" NOT EXISTS", static v => v is null),
        (" IS NULL", static v => v is { ValueKind: JsonValueKind.Null }),
        (" IS TRUE", static v => v is { ValueKind: JsonValueKind.True }),
        (" IS FALSE", static v => v is { ValueKind: JsonValueKind.False }),
    ];

    private static string Name(string text)
    {
        var end = text.AsSpan().IndexOfAny("!=<> ");
        return end < 0 ? text : text[..end];
    }

    // Names between dots, places in lists in brackets; null: it is no path.
    private static List<(string? Name, int Index)>? PathOf(string text)
    {
        if (text.Trim() is not ['$', .. var rest])
        {
            return null;
        }

        List<(string? Name, int Index)> path = [];
        foreach (var part in rest.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is ['[', .. var inner, ']'])
            {
                var isPlace = int.TryParse(inner, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index);
                path.Add(isPlace ? (null, index) : (inner.Trim('"', '\''), 0));
            }
            else
            {
                path.Add((part, 0));
            }
        }

        return path.Count == 0 ? null : path;
    }

    private static JsonElement? Find(JsonElement root, List<(string? Name, int Index)> path)
    {
        var at = root;
        foreach (var (name, index) in path)
        {
            if (name is not null ? at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at) : at.ValueKind != JsonValueKind.Array || index >= at.GetArrayLength())
            {
                return null;
            }

            at = name is null ? at[index] : at;
        }

        return at;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };
}
