using System.Collections.Immutable;

namespace LambdaSim.Neighbours.Buses;

/// <summary>A bus as somebody made it before anything happened.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rules">Its rules, in order of their names.</param>
internal sealed record PlannedBus(string Name, ImmutableList<PlannedRule> Rules);

/// <summary>A rule of one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pattern">Its pattern.</param>
/// <param name="Targets">The members of its targets, each as JSON.</param>
internal sealed record PlannedRule(string Name, string Pattern, ImmutableList<string> Targets);
