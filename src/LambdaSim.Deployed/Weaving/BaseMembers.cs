using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LambdaSim.Deployed.Weaving;

/// <summary>A class that takes a member from a base class of the framework, which would ask the machine, gets one of its own: the framework calls that one too.</summary>
internal static class BaseMembers
{
    /// <returns>Whether any was added.</returns>
    public static bool Add(RedirectionTable table, ModuleDefinition module)
    {
        var any = false;
        var members = table.OfBase;
        foreach (var type in module.GetTypes().Where(t => t.BaseType is { } b && b.Scope is AssemblyNameReference && members.Contains(b.FullName)).ToList())
        {
            foreach (var member in members[type.BaseType.FullName].Where(m => !type.Methods.Any(own => own.Name == m.Name && own.IsVirtual && own.Parameters.Count == m.Parameters.Count - 1)))
            {
                type.Methods.Add(Override(module, member));
                any = true;
            }
        }

        return any;
    }

    private static MethodDefinition Override(ModuleDefinition module, MethodDefinition member)
    {
        var added = new MethodDefinition(member.Name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, module.ImportReference(member.ReturnType));
        var il = added.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        foreach (var parameter in member.Parameters.Skip(1))
        {
            var own = new ParameterDefinition(parameter.Name, ParameterAttributes.None, module.ImportReference(parameter.ParameterType));
            added.Parameters.Add(own);
            il.Emit(OpCodes.Ldarg, own);
        }

        il.Emit(OpCodes.Call, module.ImportReference(member));
        il.Emit(OpCodes.Ret);
        return added;
    }
}
