namespace LambdaSim.Woven;

/// <summary>The method stands for what a class of the user's takes from its base class: calls of the base class's member, and the member itself where the class does not override it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BaseMemberAttribute : Attribute;
