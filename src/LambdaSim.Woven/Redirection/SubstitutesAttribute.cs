namespace LambdaSim.Woven;

/// <summary>The type stands for <paramref name="type"/> wherever woven code names it.</summary>
/// <param name="type">What is substituted.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SubstitutesAttribute(Type type) : Attribute
{
    public Type Type => type;
}
