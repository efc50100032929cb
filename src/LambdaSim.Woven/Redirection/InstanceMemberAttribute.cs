namespace LambdaSim.Woven;

/// <summary>The method stands for an instance member, whose object is its first parameter.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InstanceMemberAttribute : Attribute;
