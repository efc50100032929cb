namespace LambdaSim.Woven;

/// <summary>
/// Public static members of the class stand for members of <paramref name="type"/>: those of the same name and parameters. This assembly is the table of
/// redirections; the weaver has no other.
/// </summary>
/// <param name="type">Whose members are redirected.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RedirectsAttribute(Type type) : Attribute
{
    public Type Type => type;
}
