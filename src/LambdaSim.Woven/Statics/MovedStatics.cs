using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LambdaSim.Woven;

/// <summary>Where a type's static fields are, for code that reflects on them.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "woven code is loaded at run time")]
internal static class MovedStatics
{
    /// <summary>Name of the type that holds a type's static fields.</summary>
    public const string Fields = "<StaticFields>";

    /// <summary>Name of the method that finds them.</summary>
    public const string Accessor = "<Statics>";

    /// <summary>What the name of a method that sets one begins with.</summary>
    public const string Setter = "<Set>";

    /// <summary>The type that holds them; null: the type is not woven, or has none.</summary>
    public static Type? TypeOf(Type? declaring) =>
        declaring?.GetNestedType(Fields, BindingFlags.Public | BindingFlags.NonPublic) is not { } type ? null
        : type.IsGenericTypeDefinition ? type.MakeGenericType(declaring.GetGenericArguments())
        : type;

    /// <summary>The object of the environment whose code runs.</summary>
    public static object Of(Type fields, BindingFlags flags = BindingFlags.Default) => typeof(StaticFields).GetMethod(nameof(StaticFields.Of))!.MakeGenericMethod(fields).Invoke(null, flags, null, null, null)!;

    /// <summary>The field that stands for one that has moved; null: it has not.</summary>
    public static FieldInfo? FieldOf(FieldInfo field) => field is { IsStatic: true, IsLiteral: false } ? TypeOf(field.DeclaringType)?.GetField(field.Name) : null;

    /// <summary>It is the weaver's.</summary>
    public static bool Made(MemberInfo member) =>
        member.Name is ['<', 'S', ..] && (member.Name is Fields or Accessor || member.Name.StartsWith(Setter, StringComparison.Ordinal));
}
