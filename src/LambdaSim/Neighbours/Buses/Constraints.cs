using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Buses;

/// <summary>What AWS checks of a request's members before anything else: all faults are told in one answer (rule EVB-TEXTS).</summary>
internal sealed class Constraints
{
    private readonly List<string> _faults = [];

    public Constraints Required(string member, object? value) => value is null ? Fault("null", member, "Member must not be null") : this;

    public Constraints Length(string member, string? value, int least, int most) => value switch
    {
        null => this,
        _ when value.Length < least => Fault($"'{value}'", member, Text.Invariant($"Member must have length greater than or equal to {least}")),
        _ when value.Length > most => Fault($"'{value}'", member, Text.Invariant($"Member must have length less than or equal to {most}")),
        _ => this,
    };

    /// <param name="member">Its name, with a small letter.</param>
    /// <param name="shown">The list, as AWS would show it.</param>
    /// <param name="count">Its items; null: it is not there.</param>
    /// <param name="least">Fewest.</param>
    /// <param name="most">Most.</param>
    public Constraints Count(string member, Func<string> shown, int? count, int least, int most) =>
        count < least ? Fault($"'{shown()}'", member, Text.Invariant($"Member must have length greater than or equal to {least}"))
        : count > most ? Fault($"'{shown()}'", member, Text.Invariant($"Member must have length less than or equal to {most}"))
        : this;

    public Constraints Range(string member, int? value, int least, int most) =>
        value < least ? Fault(Text.Invariant($"'{value}'"), member, Text.Invariant($"Member must have value greater than or equal to {least}"))
        : value > most ? Fault(Text.Invariant($"'{value}'"), member, Text.Invariant($"Member must have value less than or equal to {most}"))
        : this;

    /// <summary>Letters, digits and some marks.</summary>
    public Constraints Characters(string member, string? value, string marks, string pattern) =>
        value is null || value.All(c => char.IsAsciiLetterOrDigit(c) || marks.Contains(c, StringComparison.Ordinal)) ? this : Fault($"'{value}'", member, $"Member must satisfy regular expression pattern: {pattern}");

    public Constraints OneOf(string member, string? value, params string[] values) =>
        value is null || values.Contains(value, StringComparer.Ordinal) ? this : Fault($"'{value}'", member, $"Member must satisfy enum value set: [{string.Join(", ", values)}]");

    /// <exception cref="BusServiceException">Something is wrong.</exception>
    public void Check()
    {
        if (_faults.Count > 0)
        {
            throw BusServiceException.Validation(Text.Invariant($"{_faults.Count} validation error{(_faults.Count == 1 ? "" : "s")} detected: {string.Join("; ", _faults)}"));
        }
    }

    private Constraints Fault(string value, string member, string problem)
    {
        _faults.Add($"Value {value} at '{member}' failed to satisfy constraint: {problem}");
        return this;
    }
}
