using System.Reflection;
using System.Text.RegularExpressions;
using LambdaSim.Deployed.Weaving;
using LambdaSim.Woven;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LambdaSim.Tests.Deployed.Weaving;

/// <summary>The table of redirections: each of its members stands for one that the framework has, and takes its calls.</summary>
public sealed class TableTests
{
    public static TheoryData<string> Members() => [.. RedirectionTable.Current.Members.Keys];

    public static TheoryData<string> Substitutes() => [.. RedirectionTable.Current.Types.Keys];

    public static TheoryData<string> FileMembers() => [.. LambdaSim.Deployed.Weaving.FileMembers.All().Select(m => m.Key).Intersect(RedirectionTable.Current.Files.Keys)];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_call_of_a_member_becomes_one_of_what_stands_for_it(string key)
    {
        var (image, calls) = Woven(key);

        Assert.NotNull(image);
        var member = RedirectionTable.Current.Members[key];
        Assert.Equal((member.DeclaringType.FullName, member.Name, member.Parameters.Count), (calls.DeclaringType.FullName, calls.Name, calls.Parameters.Count));
    }

    [Theory]
    [MemberData(nameof(FileMembers))]
    public void A_path_is_translated_on_its_way(string key)
    {
        var (image, calls) = Woven(key);

        Assert.NotNull(image);
        Assert.Equal("<FileMembers>", calls.DeclaringType.Name);
    }

    [Theory]
    [MemberData(nameof(Substitutes))]
    public void A_type_that_stands_for_another_has_all_of_its_members(string name)
    {
        var original = typeof(object).Assembly.GetType(name) ?? AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(name)).First(t => t is not null)!;
        var substitute = typeof(WovenEnvironment).Assembly.GetType(RedirectionTable.Current.Types[name].FullName)!;
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        Assert.Empty(original.GetMembers(Own).Where(m => !Overrides(m)).Select(m => Signature(m, original)).Except(substitute.GetMembers(Own).Select(m => Signature(m, substitute))));
    }

    // A call of it goes to the base class that declares it.
    private static bool Overrides(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetBaseDefinition() != method,
        PropertyInfo { GetMethod: { } get } => get.GetBaseDefinition() != get,
        _ => false,
    };

    private static string Signature(MemberInfo member, Type of) => Regex.Replace(member.ToString() ?? "", $@"\b{Regex.Escape(of.FullName!)}\b", "Self");

    // A method that calls the member, woven.
    private static (byte[]? Image, MethodReference Calls) Woven(string key)
    {
        var framework = FrameworkMembers.Shared;
        var path = Path.Combine(Path.GetTempPath(), $"lambdasim-table-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.dll");
        try
        {
            using (var made = ModuleDefinition.CreateModule("Caller", new ModuleParameters { Kind = ModuleKind.Dll, AssemblyResolver = framework }))
            {
                var type = new TypeDefinition("", "Caller", Mono.Cecil.TypeAttributes.Public | Mono.Cecil.TypeAttributes.Abstract | Mono.Cecil.TypeAttributes.Sealed, made.TypeSystem.Object);
                made.Types.Add(type);
                var target = made.ImportReference(framework.Find(key) ?? throw new Xunit.Sdk.XunitException($"the framework has no {key}"));
                type.Methods.Add(Caller(made, target));
                made.Write(path);
            }

            var woven = new Weaver(RedirectionTable.Current, _ => false).Weave(path, framework);
            Assert.NotNull(woven.Image);
            var module = ModuleDefinition.ReadModule(new MemoryStream(woven.Image));
            return (woven.Image, module.GetType("Caller").Methods[0].Body.Instructions.Select(i => i.Operand).OfType<MethodReference>().First());
        }
        finally
        {
            File.Delete(path);
        }
    }

    // What is on the stack does not matter: it is not run.
    private static MethodDefinition Caller(ModuleDefinition module, MethodReference target)
    {
        var method = new MethodDefinition("Call", Mono.Cecil.MethodAttributes.Public | Mono.Cecil.MethodAttributes.Static, module.TypeSystem.Void);
        var called = target;
        if (target.DeclaringType.HasGenericParameters)
        {
            var closed = new GenericInstanceType(target.DeclaringType);
            foreach (var _ in target.DeclaringType.GenericParameters)
            {
                closed.GenericArguments.Add(module.TypeSystem.Int32);
            }

            called = new MethodReference(target.Name, target.ReturnType, closed) { HasThis = target.HasThis };
            foreach (var parameter in target.Parameters)
            {
                called.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
            }
        }

        if (target.HasGenericParameters)
        {
            var closed = new GenericInstanceMethod(called);
            foreach (var _ in target.GenericParameters)
            {
                closed.GenericArguments.Add(module.TypeSystem.Int32);
            }

            called = closed;
        }

        var il = method.Body.GetILProcessor();
        il.Emit(target.Name == ".ctor" ? OpCodes.Newobj : target.HasThis && !RedirectionTable.Current.IsOfBase(MemberKey.Of(target)) ? OpCodes.Callvirt : OpCodes.Call, called);
        il.Emit(OpCodes.Ret);
        return method;
    }
}
