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
    public const string FieldsName = MovedStatics.Fields;

    [InstanceMember]
    public static object? GetValue(FieldInfo self, object? obj) => MovedStatics.FieldOf(self) is { } field ? field.GetValue(MovedStatics.Of(field.DeclaringType!)) : self.GetValue(obj);

    [InstanceMember]
    public static void SetValue(FieldInfo self, object? obj, object? value)
    {
        if (MovedStatics.FieldOf(self) is not { } field)
        {
            self.SetValue(obj, value);
            return;
        }

        var fields = MovedStatics.Of(field.DeclaringType!);
        if (self.IsInitOnly)
        {
            throw new FieldAccessException($"Cannot set initonly static field '{self.Name}' after type '{self.DeclaringType}' is initialized.");
        }

        field.SetValue(fields, value);
    }
}
