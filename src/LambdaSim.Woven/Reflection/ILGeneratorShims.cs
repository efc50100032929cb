using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;

namespace LambdaSim.Woven.Reflection;

/// <summary>Code made at run time finds static fields where they are.</summary>
[Hidden]
[Redirects(typeof(ILGenerator))]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "woven code is loaded at run time")]
public static class ILGeneratorShims
{
    [InstanceMember]
    public static void Emit(ILGenerator self, OpCode opcode, FieldInfo field)
    {
        if (field is null || MovedStatics.FieldOf(field) is not { } moved || (opcode != OpCodes.Ldsfld && opcode != OpCodes.Ldsflda && opcode != OpCodes.Stsfld))
        {
            self.Emit(opcode, field!);
        }
        else if (opcode == OpCodes.Stsfld)
        {
            self.Emit(OpCodes.Call, field.DeclaringType!.GetMethod(MovedStatics.Setter + field.Name)!);
        }
        else
        {
            self.Emit(OpCodes.Call, field.DeclaringType!.GetMethod(MovedStatics.Accessor)!);
            self.Emit(opcode == OpCodes.Ldsfld ? OpCodes.Ldfld : OpCodes.Ldflda, moved);
        }
    }
}
