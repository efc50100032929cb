namespace LambdaSim.Woven;

/// <summary>The method stands for a constructor.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConstructorAttribute : Attribute;
