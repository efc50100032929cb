using Xunit.v3;

namespace LambdaSim.Tests;

/// <summary>The rules of docs/rules.md that a test pins. <c>dotnet test --filter Rule=ASY-AGE</c> runs the tests of one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PinsAttribute(params string[] rules) : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [.. rules.Select(static rule => KeyValuePair.Create("Rule", rule))];
}
