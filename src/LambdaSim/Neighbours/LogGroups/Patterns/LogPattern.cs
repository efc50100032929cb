namespace LambdaSim.Neighbours.LogGroups.Patterns;

/// <summary>A filter pattern of CloudWatch Logs: terms, JSON in braces, or fields in brackets (rule LOG-PATTERN).</summary>
internal abstract class LogPattern
{
    /// <summary>Whether a message is what the pattern looks for.</summary>
    public abstract bool Matches(string message);

    /// <summary>Null: it is none.</summary>
    public static LogPattern? Read(string text) => text.Trim() switch
    {
        ['{', .., '}'] json => JsonPattern.Read(json[1..^1]),
        ['[', .., ']'] fields => FieldPattern.Read(fields[1..^1]),
        var terms => TermPattern.Read(terms),
    };
}
