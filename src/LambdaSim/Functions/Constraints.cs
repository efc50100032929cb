using System.Text.RegularExpressions;
using LambdaSim.Configuration;

namespace LambdaSim.Functions;

/// <summary>
/// The service model's constraints on one request, checked before anything else: every violation is told, in one message, as AWS does (rule
/// CTL-VALIDATION).
/// </summary>
internal sealed class Constraints
{
    private readonly List<string> _violations = [];

    /// <summary>A violation in AWS's words: <c>Value 'V' at 'MEMBER' failed to satisfy constraint: C</c>.</summary>
    public Constraints Violated(string member, string? value, string constraint)
    {
        _violations.Add(value is null
            ? $"Value null at '{member}' failed to satisfy constraint: {constraint}"
            : $"Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");
        return this;
    }

    /// <summary>A violation whose value AWS does not print.</summary>
    public Constraints ViolatedUnprinted(string member, string constraint)
    {
        _violations.Add($"Value at '{member}' failed to satisfy constraint: {constraint}");
        return this;
    }

    public Constraints Required(string member, object? value) =>
        value is null ? Violated(member, null, "Member must not be null") : this;

    public Constraints Range(string member, long? value, long min, long max) =>
        value is not { } v || (v >= min && v <= max) ? this
        : v < min ? Violated(member, Text.Of(v), Text.Invariant($"Member must have value greater than or equal to {min}"))
        : Violated(member, Text.Of(v), Text.Invariant($"Member must have value less than or equal to {max}"));

    public Constraints Length(string member, string? value, int min, int max) =>
        value is null || (value.Length >= min && value.Length <= max) ? this
        : value.Length < min ? Violated(member, value, Text.Invariant($"Member must have length greater than or equal to {min}"))
        : Violated(member, value, Text.Invariant($"Member must have length less than or equal to {max}"));

    /// <summary>A list is not too long, nor are its items too short or too long.</summary>
    public Constraints Items(string member, IReadOnlyList<string>? values, int count, int min, int max) =>
        values is null || (values.Count <= count && values.All(v => v is not null && v.Length >= min && v.Length <= max)) ? this
        : values.Count > count ? Violated(member, $"[{string.Join(", ", values)}]", Text.Invariant($"Member must have length less than or equal to {count}"))
        : Violated(member, $"[{string.Join(", ", values)}]", Text.Invariant($"Member must satisfy constraint: [Member must have length less than or equal to {max}, Member must have length greater than or equal to {min}, Member must satisfy regular expression pattern: .*, Member must not be null]"));

    /// <summary>The whole value matches.</summary>
    /// <param name="member">As AWS names it, <c>camelCase.path</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="regex">How it is checked.</param>
    /// <param name="printed">The pattern as AWS prints it.</param>
    public Constraints Pattern(string member, string? value, Regex regex, string printed) =>
        value is null || regex.IsMatch(value) ? this : Violated(member, value, $"Member must satisfy regular expression pattern: {printed}");

    public Constraints OneOf(string member, string? value, params string[] values) =>
        value is null || values.Contains(value, StringComparer.Ordinal) ? this
        : Violated(member, value, $"Member must satisfy enum value set: [{string.Join(", ", values)}]");

    /// <summary>Length of a list.</summary>
    public Constraints Count(string member, IReadOnlyList<string>? items, int min, int max) =>
        items is null || (items.Count >= min && items.Count <= max) ? this
        : items.Count < min ? Violated(member, $"[{string.Join(", ", items)}]", Text.Invariant($"Member must have length greater than or equal to {min}"))
        : Violated(member, $"[{string.Join(", ", items)}]", Text.Invariant($"Member must have length less than or equal to {max}"));

    /// <summary>Every item of a list is one of the values; the violation shows the whole list.</summary>
    public Constraints EachOf(string member, IReadOnlyList<string>? items, string[] values, string constraint) =>
        items is null || items.All(i => values.Contains(i, StringComparer.Ordinal)) ? this
        : Violated(member, $"[{string.Join(", ", items)}]", constraint);

    /// <exception cref="ValidationException">There were violations.</exception>
    public void Check()
    {
        if (_violations.Count > 0)
        {
            throw new ValidationException(Text.Invariant($"{_violations.Count} validation error{(_violations.Count == 1 ? "" : "s")} detected: {string.Join("; ", _violations)}"));
        }
    }
}
