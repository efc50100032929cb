using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LambdaSim.Deployed.Weaving;

/// <summary>Redirects calls, constructors, method groups and base calls of one module.</summary>
internal sealed class CallPass(RedirectionTable table, ModuleDefinition module, List<WeaveNote> notes)
{
    private const string HashCode = "System.Object::GetHashCode()";

    private readonly Dictionary<MethodReference, string?> _keys = [];
    private readonly Dictionary<string, MethodReference> _imported = new(StringComparer.Ordinal);
    private readonly FileWrappers _files = new(module, table);

    /// <summary>Calls that were redirected.</summary>
    public int Changed { get; private set; }

    public void Run(MethodDefinition method)
    {
        var body = new Body(method.Body);
        for (var i = 0; i < method.Body.Instructions.Count; i++)
        {
            var instruction = method.Body.Instructions[i];
            if (instruction.Operand is not MethodReference target)
            {
                continue;
            }

            if (!_keys.TryGetValue(target, out var key))
            {
                _keys.Add(target, key = table.KeyOf(target));
            }

            if (key == HashCode)
            {
                RedirectHash(instruction);
            }
            else if (key is not null && table.Members.TryGetValue(key, out var member))
            {
                i += Redirect(method, body, instruction, target, key, member);
                Tell(method, target);
            }
            else if (key is not null && table.Files.TryGetValue(key, out var file))
            {
                Translate(method, instruction, target, key, file);
            }
            else
            {
                Tell(method, target);
            }
        }

        body.Optimize();
    }

    // base.GetHashCode() asks the base class and nobody else; a value of a parameter's type stands behind a pointer.
    private void RedirectHash(Instruction instruction)
    {
        if (instruction.OpCode.Code != Code.Callvirt)
        {
            return;
        }

        var shims = table.Members[HashCode].DeclaringType;
        instruction.OpCode = OpCodes.Call;
        if (instruction.Previous is { OpCode.Code: Code.Constrained, Operand: TypeReference type } prefix)
        {
            var ofType = new GenericInstanceMethod(module.ImportReference(shims.Methods.First(static m => m.Name == nameof(Woven.Randomness.ObjectHashShims.OfParameter))));
            ofType.GenericArguments.Add(type);
            instruction.Operand = ofType;
            prefix.OpCode = OpCodes.Nop;
            prefix.Operand = null;
        }
        else
        {
            instruction.Operand = module.ImportReference(table.Members[HashCode]);
        }

        Changed++;
    }

    // How many instructions came after the present one.
    private int Redirect(MethodDefinition method, Body body, Instruction instruction, MethodReference target, string key, MethodDefinition member)
    {
        if (table.StandsForBase(member) && instruction.OpCode.Code != Code.Call)
        {
            // Whoever derives from the type answers.
            return 0;
        }

        switch (instruction.OpCode.Code)
        {
            case Code.Call when target.Name == MemberKey.Constructor && member.ReturnType.IsValueType:
                // It fills the value that an address below its arguments points to.
                body.Simplify();
                instruction.Operand = Imported(member, target);
                method.Body.GetILProcessor().InsertAfter(instruction, Instruction.Create(OpCodes.Stobj, target.DeclaringType));
                Changed++;
                return 1;
            case Code.Call when target.Name == MemberKey.Constructor:
                body.Simplify();
                return BaseCall(method, instruction, target, key);
            case Code.Call when !table.StandsForBase(member) && IsBaseCall(target):
            case Code.Ldftn or Code.Ldvirtftn when target.HasThis && member.Parameters[0].ParameterType.IsByReference:
                Left(method, key);
                return 0;
            case Code.Call or Code.Callvirt when instruction.Previous?.OpCode.Code != Code.Constrained:
            case Code.Newobj:
                instruction.OpCode = OpCodes.Call;
                break;
            case Code.Ldftn:
            case Code.Ldtoken when !target.HasThis:
                break;
            case Code.Ldvirtftn:
                // The object stands twice on the stack: as the delegate's, and to find the method by. What stands for it is static.
                body.Simplify();
                instruction.OpCode = OpCodes.Pop;
                instruction.Operand = null;
                method.Body.GetILProcessor().InsertAfter(instruction, Instruction.Create(OpCodes.Ldftn, Imported(member, target)));
                Changed++;
                return 1;
            default:
                Left(method, key);
                return 0;
        }

        instruction.Operand = Imported(member, target);
        Changed++;
        return 0;
    }

    // What stands for a virtual member would ask the object, which asks its base class: around and around.
    private static bool IsBaseCall(MethodReference target) => target.HasThis && !target.DeclaringType.IsValueType && target.Resolve() is { IsVirtual: true, DeclaringType.IsValueType: false };

    // A class of the user's that derives from a redirected one: its base gets what a redirection would have used.
    private int BaseCall(MethodDefinition method, Instruction instruction, MethodReference target, string key)
    {
        (string[] Pushed, Type[] Parameters)? change = key switch
        {
            "System.Random::.ctor()" => ([nameof(Woven.Ambient.Seed)], [typeof(int)]),
            "System.Threading.CancellationTokenSource::.ctor(System.TimeSpan)" => (["get_" + nameof(Woven.Ambient.Time)], [typeof(TimeSpan), typeof(TimeProvider)]),
            "System.Threading.CancellationTokenSource::.ctor(System.Int32)" => ([nameof(Woven.Ambient.Milliseconds), "get_" + nameof(Woven.Ambient.Time)], [typeof(TimeSpan), typeof(TimeProvider)]),
            _ => null,
        };
        if (change is not var (pushed, parameters))
        {
            Left(method, key);
            return 0;
        }

        var constructor = new MethodReference(MemberKey.Constructor, module.TypeSystem.Void, target.DeclaringType) { HasThis = true };
        foreach (var parameter in parameters)
        {
            constructor.Parameters.Add(new ParameterDefinition(module.ImportReference(parameter)));
        }

        var il = method.Body.GetILProcessor();
        instruction.Operand = Ambient(pushed[0]);
        var last = instruction;
        foreach (var call in pushed.Skip(1).Select(Ambient).Append(constructor))
        {
            var next = Instruction.Create(OpCodes.Call, call);
            il.InsertAfter(last, next);
            last = next;
        }

        Changed++;
        return pushed.Length;
    }

    private void Translate(MethodDefinition method, Instruction instruction, MethodReference target, string key, FileMember file)
    {
        var code = instruction.OpCode.Code;
        var isBaseCall = code == Code.Call && target.Name == MemberKey.Constructor;
        if (isBaseCall || code is not (Code.Call or Code.Callvirt or Code.Newobj or Code.Ldftn) || (code == Code.Ldftn && target.HasThis) || instruction.Previous?.OpCode.Code == Code.Constrained)
        {
            Left(method, key);
            return;
        }

        if (code != Code.Ldftn)
        {
            instruction.OpCode = OpCodes.Call;
        }

        instruction.Operand = _files.Of(key, target, file);
        Changed++;
    }

    private MethodReference Ambient(string name) => module.ImportReference(table.Ambient.Methods.First(m => m.Name == name));

    private MethodReference Imported(MethodDefinition member, MethodReference target)
    {
        if (!_imported.TryGetValue(member.FullName, out var reference))
        {
            _imported.Add(member.FullName, reference = module.ImportReference(member));
        }

        if (!member.HasGenericParameters)
        {
            return reference;
        }

        var instance = new GenericInstanceMethod(reference);
        foreach (var argument in ((target.DeclaringType as GenericInstanceType)?.GenericArguments ?? []).Concat((target as GenericInstanceMethod)?.GenericArguments ?? []))
        {
            instance.GenericArguments.Add(argument);
        }

        return instance;
    }

    private void Left(MethodDefinition method, string key) => Note(key, method, "stays the machine's: this form of call is not redirected");

    private void Tell(MethodDefinition method, MethodReference target)
    {
        var name = $"{target.DeclaringType.GetElementType().FullName}::{target.Name}";
        if (target.DeclaringType.GetElementType().Scope is AssemblyNameReference && Unredirected.All.TryGetValue(name, out var consequence))
        {
            Note(name, method, consequence);
        }
    }

    private void Note(string member, MethodDefinition method, string consequence) => notes.Add(new WeaveNote(member.Replace("::", ".", StringComparison.Ordinal), method.DeclaringType.FullName, method.Name, consequence));

    // Short forms of instructions are written out before anything is inserted, and made short again.
    private sealed class Body(MethodBody body)
    {
        private bool _simplified;

        public void Simplify()
        {
            if (!_simplified)
            {
                body.SimplifyMacros();
                _simplified = true;
            }
        }

        public void Optimize()
        {
            if (_simplified)
            {
                body.OptimizeMacros();
            }
        }
    }
}
