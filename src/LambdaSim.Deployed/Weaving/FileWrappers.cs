using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LambdaSim.Deployed.Weaving;

/// <summary>Makes, in a woven module, a method for each member of the file system that it calls: paths are translated on their way in and out.</summary>
internal sealed class FileWrappers(ModuleDefinition module, RedirectionTable table)
{
    private const string TypeName = "<FileMembers>";

    private readonly Dictionary<string, MethodDefinition> _made = new(StringComparer.Ordinal);
    private readonly TypeDefinition _paths = table.Module.GetType("LambdaSim.Woven.Files.Paths");
    private TypeDefinition? _type;

    public MethodReference Of(string key, MethodReference target, FileMember file)
    {
        if (!_made.TryGetValue(key, out var wrapper))
        {
            _made.Add(key, wrapper = Make(target, file));
        }

        return wrapper;
    }

    private MethodDefinition Make(MethodReference target, FileMember file)
    {
        if (_type is null)
        {
            module.Types.Add(_type = new TypeDefinition("", TypeName, TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object));
            _type.CustomAttributes.Add(table.Hidden(module));
        }

        var makes = target.Name == MemberKey.Constructor;
        var wrapper = new MethodDefinition(
            $"{target.DeclaringType.Name}.{(makes ? "New" : target.Name)}",
            MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig,
            makes ? target.DeclaringType : target.ReturnType);
        var il = wrapper.Body.GetILProcessor();
        var start = il.Create(OpCodes.Nop);
        il.Append(start);
        if (target.HasThis && !makes)
        {
            Take(wrapper, target.DeclaringType);
            if (file.WritesItself)
            {
                il.Emit(OpCodes.Dup);
                il.Emit(OpCodes.Call, Translation("RequireWritable"));
            }
        }

        for (var i = 0; i < target.Parameters.Count; i++)
        {
            Take(wrapper, target.Parameters[i].ParameterType);
            if ((file.Read & (1 << i)) != 0)
            {
                il.Emit(OpCodes.Call, Translation(file.IsDatabase ? "InToDatabase" : "In"));
            }
            else if ((file.Written & (1 << i)) != 0)
            {
                il.Emit(OpCodes.Call, Translation("InToWrite"));
            }
        }

        il.Emit(makes ? OpCodes.Newobj : target.HasThis ? OpCodes.Callvirt : OpCodes.Call, target);
        if (file.ReturnsPaths)
        {
            il.Emit(OpCodes.Call, Translation("Out", target.ReturnType.FullName));
        }

        Translated(wrapper, start);
        wrapper.Body.OptimizeMacros();
        _type.Methods.Add(wrapper);
        return wrapper;
    }

    // try { ... } catch (Exception e) { throw Paths.Translated(e); }
    private void Translated(MethodDefinition wrapper, Instruction start)
    {
        var body = wrapper.Body;
        var il = body.GetILProcessor();
        var returns = wrapper.ReturnType.MetadataType != MetadataType.Void;
        var end = returns ? il.Create(OpCodes.Ldloc_0) : il.Create(OpCodes.Ret);
        if (returns)
        {
            body.InitLocals = true;
            body.Variables.Add(new VariableDefinition(wrapper.ReturnType));
            il.Emit(OpCodes.Stloc_0);
        }

        il.Emit(OpCodes.Leave, end);
        var caught = il.Create(OpCodes.Call, Translation("Translated"));
        il.Append(caught);
        il.Emit(OpCodes.Throw);
        il.Append(end);
        if (returns)
        {
            il.Emit(OpCodes.Ret);
        }

        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch) { TryStart = start, TryEnd = caught, HandlerStart = caught, HandlerEnd = end, CatchType = module.ImportReference(typeof(Exception)) });
    }

    private static void Take(MethodDefinition wrapper, TypeReference type)
    {
        var parameter = new ParameterDefinition(type);
        wrapper.Parameters.Add(parameter);
        wrapper.Body.GetILProcessor().Emit(OpCodes.Ldarg, parameter);
    }

    private MethodReference Translation(string name, string? type = null) => module.ImportReference(_paths.Methods.First(m => m.Name == name && (type is null || m.ReturnType.FullName == type)));
}
