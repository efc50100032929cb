using System.Reflection;

namespace LambdaSim.Tests.Structure;

/// <summary>What an assembly shows, a line a member.</summary>
internal static class PublicSurface
{
    public static string Of(Assembly assembly) => string.Join('\n', Lines(assembly)) + "\n";

    private static IEnumerable<string> Lines(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            yield return $"{Kind(type)} {Name(type)}{Base(type)}";
            var members = type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Select(Line).OfType<string>().Order(StringComparer.Ordinal);
            foreach (var member in members)
            {
                yield return $"    {member}";
            }
        }
    }

    private static string Kind(Type t) => t.IsEnum ? "enum" : t.IsInterface ? "interface" : typeof(Delegate).IsAssignableFrom(t) ? "delegate"
        : t.IsValueType ? "struct" : t is { IsAbstract: true, IsSealed: true } ? "static class" : t.IsAbstract ? "abstract class" : t.IsSealed ? "sealed class" : "class";

    private static string Base(Type t) => t.BaseType is null || t.BaseType == typeof(object) || t.IsValueType || t.IsEnum ? "" : $" : {Name(t.BaseType)}";

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsPublic: true, IsSpecialName: false } f => f.IsLiteral
            ? $"const {f.Name} = {Convert.ToString(f.DeclaringType!.IsEnum ? Convert.ToInt64(f.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture) : f.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}"
            : $"field {Name(f.FieldType)} {f.Name}",
        PropertyInfo p when Visible(p.GetMethod) || Visible(p.SetMethod) =>
            $"{Static(p.GetMethod ?? p.SetMethod!)}{Name(p.PropertyType)} {p.Name} {{{(Visible(p.GetMethod) ? " get;" : "")}{(Visible(p.SetMethod) ? IsInit(p) ? " init;" : " set;" : "")} }}",
        ConstructorInfo c when Visible(c) => $"new({Parameters(c)})",
        MethodInfo m when Visible(m) && !m.IsSpecialName && !IsGenerated(m) => $"{Static(m)}{Name(m.ReturnType)} {m.Name}({Parameters(m)})",
        _ => null,
    };

    private static bool Visible(MethodBase? m) => m is not null && (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly);

    private static bool IsInit(PropertyInfo p) => p.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Length > 0;

    private static bool IsGenerated(MethodInfo m) => m.Name.Contains('<', StringComparison.Ordinal) || m.Name is "Equals" or "GetHashCode" or "PrintMembers" or "Deconstruct" or "ToString";

    private static string Static(MethodBase m) => m.IsStatic ? "static " : m.IsAbstract && !m.DeclaringType!.IsInterface ? "abstract " : "";

    private static string Parameters(MethodBase m) => string.Join(", ", m.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = default" : "")}"));

    private static string Name(Type t)
    {
        if (t.HasElementType)
        {
            return Name(t.GetElementType()!) + (t.IsArray ? "[]" : "&");
        }

        if (!t.IsGenericType)
        {
            return t.Assembly == typeof(Simulation).Assembly && !t.IsGenericParameter ? t.FullName!.Replace('+', '.') : t.Name;
        }

        return $"{t.Name.Split('`')[0]}<{string.Join(", ", t.GetGenericArguments().Select(Name))}>";
    }
}
