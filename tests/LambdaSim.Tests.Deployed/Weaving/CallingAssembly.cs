using System.Runtime.Loader;
using LambdaSim.Deployed.Running;
using LambdaSim.Deployed.Weaving;
using LambdaSim.Woven;
using Mono.Cecil;
using Mono.Cecil.Cil;
using MethodAttributes = Mono.Cecil.MethodAttributes;
using TypeAttributes = Mono.Cecil.TypeAttributes;

namespace LambdaSim.Tests.Deployed.Weaving;

/// <summary>An assembly with a method for each member of the table, which calls it; woven and loaded.</summary>
public sealed class CallingAssembly : IDisposable
{
    [ThreadStatic]
    private static ProbeEnvironment? _probe;

    private readonly string _folder = Directory.CreateTempSubdirectory("lambdasim-asking-").FullName;
    private readonly Dictionary<string, string> _methods = new(StringComparer.Ordinal);
    private readonly Type _type;

    // Only the thread that calls a member is the probe's; others run tests of simulations.
    static CallingAssembly()
    {
        Machines.Install();
        var finder = WovenEnvironment.Finder!;
        WovenEnvironment.Finder = () => _probe ?? finder();
    }

    public CallingAssembly()
    {
        var framework = FrameworkMembers.Shared;
        var path = Path.Combine(_folder, "Calling.dll");
        using (var made = ModuleDefinition.CreateModule("Calling", new ModuleParameters { Kind = ModuleKind.Dll, AssemblyResolver = framework }))
        {
            var type = new TypeDefinition("", "Calls", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, made.TypeSystem.Object);
            made.Types.Add(type);
            foreach (var key in RedirectionTable.Current.Members.Keys.Where(k => !RedirectionTable.Current.IsOfBase(k)))
            {
                _methods.Add(key, $"M{_methods.Count}");
                type.Methods.Add(Call(made, _methods[key], framework.Find(key)!));
            }

            made.Write(path);
        }

        var woven = new Weaver(RedirectionTable.Current, _ => false).Weave(path, framework);
        _type = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(woven.Image!)).GetType("Calls")!;
    }

    /// <summary>Calls a member.</summary>
    /// <returns>How often the environment was asked.</returns>
    public int Ask(string key)
    {
        var probe = new ProbeEnvironment(_folder);
        var call = _type.GetMethod(_methods[key])!.CreateDelegate<Action>();
        _probe = probe;
        try
        {
            call();
        }
        catch (Exception e) when (e is not InvalidProgramException and not MissingMethodException)
        {
            // What it was given may make no sense.
        }
        finally
        {
            _probe = null;
        }

        return probe.Asked;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static MethodDefinition Call(ModuleDefinition module, string name, MethodDefinition member)
    {
        var method = new MethodDefinition(name, MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Void);
        method.Body.InitLocals = true;
        var il = method.Body.GetILProcessor();
        TypeReference declaring = module.ImportReference(member.DeclaringType);
        if (member.DeclaringType.HasGenericParameters)
        {
            var closed = new GenericInstanceType(declaring);
            foreach (var _ in member.DeclaringType.GenericParameters)
            {
                closed.GenericArguments.Add(module.TypeSystem.Int32);
            }

            declaring = closed;
        }

        if (member.HasThis && !member.IsConstructor)
        {
            Push(il, module, member.DeclaringType.IsValueType ? new ByReferenceType(declaring) : declaring);
        }

        foreach (var parameter in member.Parameters)
        {
            Push(il, module, Closed(module, parameter.ParameterType));
        }

        MethodReference called = module.ImportReference(member);
        if (declaring is GenericInstanceType)
        {
            var open = called;
            called = new MethodReference(open.Name, open.ReturnType, declaring) { HasThis = open.HasThis };
            foreach (var parameter in open.Parameters)
            {
                called.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
            }
        }

        if (member.HasGenericParameters)
        {
            var closed = new GenericInstanceMethod(called);
            foreach (var _ in member.GenericParameters)
            {
                closed.GenericArguments.Add(module.TypeSystem.Int32);
            }

            called = closed;
        }

        il.Emit(member.IsConstructor ? OpCodes.Newobj : member.HasThis && !member.DeclaringType.IsValueType ? OpCodes.Callvirt : OpCodes.Call, called);
        if (member.IsConstructor || member.ReturnType.MetadataType != MetadataType.Void)
        {
            il.Emit(OpCodes.Pop);
        }

        il.Emit(OpCodes.Ret);
        return method;
    }

    // Of a span a default is enough, and of a reference the address of a value.
    private static void Push(ILProcessor il, ModuleDefinition module, TypeReference type)
    {
        var value = type is ByReferenceType reference ? reference.ElementType : type;
        var isSpan = value.GetElementType().Name is "Span`1" or "ReadOnlySpan`1";
        var local = new VariableDefinition(value);
        il.Body.Variables.Add(local);
        if (!isSpan)
        {
            var given = new GenericInstanceMethod(module.ImportReference(typeof(Arguments).GetMethod(nameof(Arguments.Of))!));
            given.GenericArguments.Add(value);
            il.Emit(OpCodes.Call, given);
            il.Emit(OpCodes.Stloc, local);
        }

        il.Emit(type is ByReferenceType ? OpCodes.Ldloca : OpCodes.Ldloc, local);
    }

    private static TypeReference Closed(ModuleDefinition module, TypeReference type) => type switch
    {
        GenericParameter => module.TypeSystem.Int32,
        ByReferenceType reference => new ByReferenceType(Closed(module, reference.ElementType)),
        ArrayType array => new ArrayType(Closed(module, array.ElementType)),
        GenericInstanceType instance => Close(module, instance),
        IModifierType modified => Closed(module, modified.ElementType),
        _ => module.ImportReference(type),
    };

    private static GenericInstanceType Close(ModuleDefinition module, GenericInstanceType instance)
    {
        var closed = new GenericInstanceType(module.ImportReference(instance.ElementType));
        foreach (var argument in instance.GenericArguments)
        {
            closed.GenericArguments.Add(Closed(module, argument));
        }

        return closed;
    }
}
