using System.Text.RegularExpressions;

namespace LambdaSim.Wire.Codecs;

/// <summary>What a service's model allows of a value beside its kind.</summary>
internal sealed class WireLimits
{
    private readonly Regex? _regex;

    /// <summary>Least length of a text, list or map, or least number.</summary>
    public long? Min { get; init; }

    /// <summary>Greatest length of a text, list or map, or greatest number.</summary>
    public long? Max { get; init; }

    /// <summary>A regular expression for the whole text, as AWS prints it; null: none. Classes such as <c>\w</c> are ASCII's, as in Java.</summary>
    public string? Pattern
    {
        get;
        init
        {
            field = value;

            // .NET knows Unicode's categories only where its own classes are Unicode's too.
            var ascii = value?.Contains(@"\p{", StringComparison.Ordinal) == true ? RegexOptions.CultureInvariant : RegexOptions.ECMAScript;
            _regex = value is null ? null : new Regex($@"^(?:{value})(?![\s\S])", ascii);
        }
    }

    /// <summary>The texts that there are; null: any.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Of the keys of a map; null: any.</summary>
    public WireLimits? Keys { get; init; }

    public bool Matches(string text) => _regex?.IsMatch(text) != false;

    public static WireLimits Length(long min, long max) => new() { Min = min, Max = max };

    public static WireLimits AtMost(long max) => new() { Max = max };

    public static WireLimits Of(string pattern, long? min = null, long? max = null) => new() { Pattern = pattern, Min = min, Max = max };

    public static WireLimits OneOf(params string[] values) => new() { Values = values };
}
