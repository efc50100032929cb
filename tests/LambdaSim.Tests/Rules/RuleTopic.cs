namespace LambdaSim.Tests.Rules;

/// <summary>A rule of AWS that the simulator implements.</summary>
/// <param name="Id">What code and documents cite.</param>
/// <param name="Source">Documented, recorded or chosen, and of what.</param>
/// <param name="Sentence">The rule, without its stop.</param>
internal sealed record Rule(string Id, string Source, string Sentence);

/// <summary>A heading of docs/rules.md with its rules.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Note">A line below it; null: none.</param>
/// <param name="Rules">In the order in which they are read.</param>
internal sealed record RuleTopic(string Title, string? Note, IReadOnlyList<Rule> Rules);
