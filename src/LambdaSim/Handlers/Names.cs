using System.Reflection;
using LambdaSim.Configuration;

namespace LambdaSim.Handlers;

/// <summary>Types and methods as a person writes them.</summary>
internal static class Names
{
    public static string Of(Type type) => TypeNames.Of(type);

    /// <summary><c>Type.Method</c>; for lambdas and local functions the method they are written in.</summary>
    public static string Of(MethodInfo method)
    {
        var type = method.DeclaringType;
        while (type is { DeclaringType: not null } && type.Name.Contains('<', StringComparison.Ordinal))
        {
            type = type.DeclaringType;
        }

        var name = method.Name;
        var (open, close) = (name.IndexOf('<', StringComparison.Ordinal), name.LastIndexOf('>'));
        var where = type is null ? "" : Of(type) + ".";
        if (open != 0 || close < 0)
        {
            return where + name;
        }

        // The compiler's names: <Outer>b__0_1 for a lambda, <Outer>g__Local|0_1 for a local function; top-level statements are <Main>$.
        var outer = name[1..close].Trim('<', '>', '$');
        var local = name.IndexOf("g__", close, StringComparison.Ordinal);
        var bar = name.IndexOf('|', close);
        return local > 0 && bar > local
            ? $"{where}{outer}.{name[(local + 3)..bar]}"
            : $"the lambda in {where}{outer}";
    }
}
