using System.Globalization;

namespace LambdaSim.Configuration;

internal enum ConfigKind
{
    Null,
    True,
    False,
    Number,
    Text,
    List,
    Map,
}

/// <summary>A key with its value and the line it stands on.</summary>
internal readonly record struct ConfigMember(string Key, int Line, ConfigNode Value);

/// <summary>A value of a configuration file that knows where it stands.</summary>
internal sealed class ConfigNode(string file, int line, string path, ConfigKind kind, string text)
{
    private const int Shown = 60;

    public int Line { get; } = line;

    public string Path { get; } = path;

    public ConfigKind Kind { get; } = kind;

    /// <summary>A string's characters, a number's digits; empty for the rest.</summary>
    public string Text { get; } = text;

    public List<ConfigNode> Items { get; } = [];

    public List<ConfigMember> Members { get; } = [];

    public string Shape => Kind switch
    {
        ConfigKind.Null => "null",
        ConfigKind.True => "true",
        ConfigKind.False => "false",
        ConfigKind.Number => $"the number {Cut(Text)}",
        ConfigKind.Text => $"\"{Cut(Text)}\"",
        ConfigKind.List => "a list",
        _ => "an object",
    };

    public ConfigFileException Error(string problem, Exception? inner = null) => new(file, Line, Path, problem, inner);

    public ConfigFileException ErrorAt(ConfigMember member, string problem) => new(file, member.Line, Join(Path, member.Key), problem);

    public ConfigFileException Expected(string what) => Error($"expected {what}, found {Shape}");

    public bool Bool() => Kind switch
    {
        ConfigKind.True => true,
        ConfigKind.False => false,
        _ => throw Expected("true or false"),
    };

    public string String(string what) => Kind == ConfigKind.Text ? Text : throw Expected(what);

    public int Int(string what = "a whole number")
    {
        if (Kind != ConfigKind.Number)
        {
            throw Expected(what);
        }

        if (int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        throw Text.AsSpan().ContainsAny('.', 'e', 'E')
            ? Expected(what)
            : Error($"{Cut(Text)} is out of range; whole numbers here go up to {Configuration.Text.Of(int.MaxValue)}");
    }

    public long Long() =>
        Kind == ConfigKind.Number && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Expected("a whole number");

    public ulong UInt64() =>
        Kind == ConfigKind.Number && ulong.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Expected("a whole number from 0 to 18446744073709551615");

    public double Double() =>
        Kind == ConfigKind.Number && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Expected("a number");

    public decimal Decimal() =>
        Kind == ConfigKind.Number && decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Expected("a number");

    /// <summary>Path of a member, quoted where the key is not a plain name.</summary>
    public static string Join(string path, string key)
    {
        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_' && c != '-' && c != '$')
            {
                return $"{path}[\"{Cut(key)}\"]";
            }
        }

        return $"{path}.{Cut(key)}";
    }

    public static string Cut(string text) => text.Length <= Shown ? text : string.Concat(text.AsSpan(0, Shown), "...");
}
