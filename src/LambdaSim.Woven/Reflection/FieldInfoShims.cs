using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LambdaSim.Woven.Reflection;

/// <summary>Reflection on static fields finds them where they are.</summary>
[Redirects(typeof(FieldInfo))]
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "woven code is loaded at run time")]
[Hidden]
public static class FieldInfoShims
{
    /// <summary>Name of the type that holds a type's static fields.</summary>
    public const string FieldsName = "<StaticFields>";

    [InstanceMember]
    public static object? GetValue(FieldInfo self, object? obj) => Moved(self) is var (field, fields) ? field.GetValue(fields) : self.GetValue(obj);

    [InstanceMember]
    public static void SetValue(FieldInfo self, object? obj, object? value)
    {
        if (Moved(self) is var (field, fields))
        {
            field.SetValue(fields, value);
        }
        else
        {
            self.SetValue(obj, value);
        }
    }

    private static (FieldInfo Field, object Fields)? Moved(FieldInfo self)
    {
        if (!self.IsStatic || self.IsLiteral || self.DeclaringType?.GetNestedType(FieldsName, BindingFlags.Public | BindingFlags.NonPublic) is not { } type)
        {
            return null;
        }

        if (type.IsGenericTypeDefinition)
        {
            type = type.MakeGenericType(self.DeclaringType.GetGenericArguments());
        }

        return type.GetField(self.Name) is { } field ? (field, typeof(StaticFields).GetMethod(nameof(StaticFields.Of))!.MakeGenericMethod(type).Invoke(null, null)!) : null;
    }
}
