using System.Diagnostics;
using LambdaSim.Woven;
using LambdaSim.Woven.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LambdaSim.Deployed.Weaving;

/// <summary>
/// Static fields become fields of an object that each environment has of its own, and a type's initialiser runs once in each: one copy of the code, compiled
/// once, serves all environments (rule DEP-STATICS). The fields of T are those of <c>T.&lt;StaticFields&gt;</c>, which <c>T.&lt;Statics&gt;()</c> finds.
/// </summary>
internal sealed class StaticsPass
{
    /// <summary>Name of what runs once in each process: it keeps its name, and the runtime no longer calls it.</summary>
    public const string Initializer = ".cctor";

    private const string AccessorName = "<Statics>";
    private const string SetterPrefix = "<Set>";

    private readonly RedirectionTable _table;
    private readonly ModuleDefinition _module;
    private readonly Func<string, bool> _isWoven;
    private readonly TypeReference _contract;
    private readonly MethodReference _find;
    private readonly MethodReference _hidden;
    private readonly List<TypeDefinition> _moved = [];
    private bool _changed;

    public StaticsPass(RedirectionTable table, ModuleDefinition module, Func<string, bool> isWoven)
    {
        (_table, _module, _isWoven) = (table, module, isWoven);
        _contract = module.ImportReference(table.Module.GetType(typeof(IStaticFields).FullName));
        var find = table.Module.GetType(typeof(StaticFields).FullName).Methods.First(static m => m.Name == nameof(StaticFields.Of));
        _find = module.ImportReference(find);
        _hidden = module.ImportReference(find.CustomAttributes.First(static a => a.AttributeType.Name == nameof(StackTraceHiddenAttribute)).Constructor);
    }

    /// <summary>The module has an initialiser, which somebody must run in each process.</summary>
    public bool Initializes { get; private set; }

    /// <summary>Moves them.</summary>
    /// <returns>Whether there were any, or uses of others'.</returns>
    public bool Run()
    {
        foreach (var type in _module.GetTypes().Where(static t => IsNamed(t) && (t.Fields.Any(Moves) || t.Methods.Any(static m => m.Name == Initializer))).ToList())
        {
            Move(type);
        }

        if (_module.GetType("<Module>").Methods.FirstOrDefault(static m => m.Name == Initializer) is { } ofModule)
        {
            ofModule.Attributes = MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig;
            _changed = Initializes = true;
        }

        foreach (var method in _module.GetTypes().SelectMany(static t => t.Methods).Where(static m => m.HasBody && !IsOurs(m)).ToList())
        {
            Use(method);
        }

        foreach (var type in _moved)
        {
            RunAtFirstUse(type);
        }

        foreach (var method in _module.GetTypes().SelectMany(static t => t.Methods).Where(static m => m.HasBody).ToList())
        {
            RunBeforeNative(method);
        }

        return _changed;
    }

    private static bool Moves(FieldDefinition field) =>
        field is { IsStatic: true, HasConstant: false, RVA: 0 } && (field.Attributes & FieldAttributes.HasFieldRVA) == 0 && IsNamed(field.DeclaringType);

    // What the compiler makes for lambdas, switches and data is the same in all environments.
    private static bool IsNamed(TypeDefinition type) =>
        type.Name is not ("<Module>" or "<>c" or "<>O") && !type.Name.StartsWith("<>o__", StringComparison.Ordinal) && !type.Name.StartsWith("<>c__", StringComparison.Ordinal)
        && !type.FullName.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal) && type.Name != FieldInfoShims.FieldsName;

    private static bool IsOurs(MethodDefinition method) => method.Name == AccessorName || method.Name.StartsWith(SetterPrefix, StringComparison.Ordinal);

    private void Move(TypeDefinition type)
    {
        _changed = true;
        _moved.Add(type);
        var fields = new TypeDefinition("", FieldInfoShims.FieldsName, TypeAttributes.NestedPublic | TypeAttributes.Sealed, _module.TypeSystem.Object);
        foreach (var parameter in type.GenericParameters)
        {
            var own = new GenericParameter(parameter.Name, fields) { Attributes = parameter.Attributes & ~GenericParameterAttributes.VarianceMask };
            fields.GenericParameters.Add(own);
        }

        for (var i = 0; i < type.GenericParameters.Count; i++)
        {
            foreach (var constraint in type.GenericParameters[i].Constraints)
            {
                fields.GenericParameters[i].Constraints.Add(new GenericParameterConstraint(constraint.ConstraintType));
            }
        }

        fields.Interfaces.Add(new InterfaceImplementation(_contract));
        foreach (var field in type.Fields.Where(Moves))
        {
            fields.Fields.Add(new FieldDefinition(field.Name, FieldAttributes.Public, field.FieldType));
        }

        fields.CustomAttributes.Add(_table.Hidden(_module));
        fields.Methods.Add(Constructor());
        type.NestedTypes.Add(fields);
        fields.Methods.Add(Initialize(type, fields));
        type.Methods.Add(Accessor(type, fields));
        foreach (var field in type.Fields.Where(Moves))
        {
            type.Methods.Add(Setter(type, fields, field));
        }
    }

    private MethodDefinition Constructor()
    {
        var constructor = new MethodDefinition(MemberKey.Constructor, MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName | MethodAttributes.HideBySig, _module.TypeSystem.Void);
        var il = constructor.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, new MethodReference(MemberKey.Constructor, _module.TypeSystem.Void, _module.TypeSystem.Object) { HasThis = true });
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    private MethodDefinition Initialize(TypeDefinition type, TypeDefinition fields)
    {
        var initialize = new MethodDefinition(
            nameof(IStaticFields.Initialize),
            MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot | MethodAttributes.HideBySig,
            _module.TypeSystem.Void);
        var il = initialize.Body.GetILProcessor();
        if (type.Methods.FirstOrDefault(static m => m.Name == Initializer) is { } initializer)
        {
            initializer.Attributes = MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig;
            il.Emit(OpCodes.Call, new MethodReference(Initializer, _module.TypeSystem.Void, Closed(type, fields.GenericParameters)));
        }

        il.Emit(OpCodes.Ret);
        Hide(initialize);
        return initialize;
    }

    private MethodDefinition Accessor(TypeDefinition type, TypeDefinition fields)
    {
        var own = Closed(fields, type.GenericParameters);
        var accessor = new MethodDefinition(AccessorName, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig, own) { AggressiveInlining = true };
        accessor.CustomAttributes.Add(_table.Hidden(_module));
        var find = new GenericInstanceMethod(_find);
        find.GenericArguments.Add(own);
        var il = accessor.Body.GetILProcessor();
        il.Emit(OpCodes.Call, find);
        il.Emit(OpCodes.Ret);
        Hide(accessor);
        return accessor;
    }

    private MethodDefinition Setter(TypeDefinition type, TypeDefinition fields, FieldDefinition field)
    {
        var setter = new MethodDefinition(SetterPrefix + field.Name, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig, _module.TypeSystem.Void);
        setter.Parameters.Add(new ParameterDefinition(field.FieldType));
        var il = setter.Body.GetILProcessor();
        il.Emit(OpCodes.Call, AccessorOf(Closed(type, type.GenericParameters)));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Stfld, new FieldReference(field.Name, field.FieldType, Closed(fields, type.GenericParameters)));
        il.Emit(OpCodes.Ret);
        Hide(setter);
        return setter;
    }

    // The user's stack traces have his own methods.
    private void Hide(MethodDefinition method) => method.CustomAttributes.Add(new CustomAttribute(_hidden));

    // An initialiser that is a static constructor runs before the first static method or constructor too, not only before the first field.
    private static void RunAtFirstUse(TypeDefinition type)
    {
        if (!IsPrecise(type))
        {
            return;
        }

        foreach (var method in type.Methods.Where(static m => m.HasBody && m.Body.Instructions.Count > 0 && (m.IsStatic || m.IsConstructor) && m.Name != Initializer && !IsOurs(m)))
        {
            method.Body.SimplifyMacros();
            var il = method.Body.GetILProcessor();
            var first = method.Body.Instructions[0];
            il.InsertBefore(first, Instruction.Create(OpCodes.Call, AccessorOf(Closed(type, type.GenericParameters))));
            il.InsertBefore(first, Instruction.Create(OpCodes.Pop));
            method.Body.OptimizeMacros();
        }
    }

    private static bool IsPrecise(TypeDefinition type) => (type.Attributes & TypeAttributes.BeforeFieldInit) == 0 && type.Methods.Any(static m => m.Name == Initializer);

    // A native method has no body to begin with: whoever calls it runs the initialiser, which may say where its library is.
    private void RunBeforeNative(MethodDefinition method)
    {
        var calls = method.Body.Instructions.Where(i => i.Operand is MethodDefinition { IsPInvokeImpl: true } native && native.DeclaringType != method.DeclaringType && _moved.Contains(native.DeclaringType) && IsPrecise(native.DeclaringType)).ToList();
        if (calls.Count == 0)
        {
            return;
        }

        method.Body.SimplifyMacros();
        var il = method.Body.GetILProcessor();
        foreach (var call in calls)
        {
            // What branches come to is what is there now.
            var moved = Instruction.Create(call.OpCode, (MethodReference)call.Operand);
            var declaring = ((MethodDefinition)call.Operand).DeclaringType;
            (call.OpCode, call.Operand) = (OpCodes.Call, AccessorOf(Closed(declaring, declaring.GenericParameters)));
            il.InsertAfter(call, moved);
            il.InsertAfter(call, Instruction.Create(OpCodes.Pop));
        }

        method.Body.OptimizeMacros();
    }

    private void Use(MethodDefinition method)
    {
        var simplified = false;
        var body = method.Body;
        for (var i = 0; i < body.Instructions.Count; i++)
        {
            var instruction = body.Instructions[i];
            if (instruction.OpCode.Code is not (Code.Ldsfld or Code.Ldsflda or Code.Stsfld) || Home((FieldReference)instruction.Operand) is not { } home)
            {
                continue;
            }

            if (!simplified)
            {
                body.SimplifyMacros();
                simplified = true;
            }

            _changed = true;
            i += Use(body, instruction, (FieldReference)instruction.Operand, home);
        }

        if (simplified)
        {
            body.OptimizeMacros();
        }
    }

    private int Use(MethodBody body, Instruction instruction, FieldReference field, TypeReference home)
    {
        // One environment runs one piece of code at a time: nothing is volatile.
        if (instruction.Previous?.OpCode.Code == Code.Volatile)
        {
            instruction.Previous.OpCode = OpCodes.Nop;
        }

        if (instruction.OpCode.Code == Code.Stsfld)
        {
            var setter = new MethodReference(SetterPrefix + field.Name, _module.TypeSystem.Void, home);
            setter.Parameters.Add(new ParameterDefinition(field.FieldType));
            instruction.OpCode = OpCodes.Call;
            instruction.Operand = setter;
            return 0;
        }

        IReadOnlyList<TypeReference> arguments = [.. (home as GenericInstanceType)?.GenericArguments ?? []];
        var own = new FieldReference(field.Name, field.FieldType, Closed(FieldsOf(home.GetElementType(), arguments.Count), arguments));
        var load = Instruction.Create(instruction.OpCode.Code == Code.Ldsfld ? OpCodes.Ldfld : OpCodes.Ldflda, own);
        instruction.OpCode = OpCodes.Call;
        instruction.Operand = AccessorOf(home);
        body.GetILProcessor().InsertAfter(instruction, load);
        return 1;
    }

    // The type whose field it is, where its statics are; null: they have not moved.
    private TypeReference? Home(FieldReference field)
    {
        var named = field.DeclaringType.GetElementType();
        if (named.Scope is AssemblyNameReference other && !_isWoven(other.Name))
        {
            return null;
        }

        try
        {
            if (field.Resolve() is not { } definition || !Moves(definition))
            {
                return null;
            }

            // A type that another assembly forwards to: the forwarder does not know what the weaver has added.
            var home = definition.Module.Assembly.Name.Name;
            return named.Scope is not AssemblyNameReference scope || scope.Name == home ? field.DeclaringType
                : _isWoven(home) ? Closed(_module.ImportReference(definition.DeclaringType), (field.DeclaringType as GenericInstanceType)?.GenericArguments ?? [])
                : null;
        }
        catch (AssemblyResolutionException)
        {
            // Forwarded to where nothing is: the code cannot run either way.
            return null;
        }
    }

    private static MethodReference AccessorOf(TypeReference declaring)
    {
        var element = declaring.GetElementType();
        var arity = (declaring as GenericInstanceType)?.GenericArguments.Count ?? 0;
        return new MethodReference(AccessorName, Closed(FieldsOf(element, arity), element.GenericParameters.Take(arity)), declaring);
    }

    private static TypeReference FieldsOf(TypeReference element, int arity)
    {
        if (element is TypeDefinition own)
        {
            return own.NestedTypes.First(static n => n.Name == FieldInfoShims.FieldsName);
        }

        var fields = new TypeReference("", FieldInfoShims.FieldsName, element.Module, element.Scope) { DeclaringType = element };
        for (var i = 0; i < arity; i++)
        {
            fields.GenericParameters.Add(new GenericParameter(fields));
        }

        return fields;
    }

    private static TypeReference Closed(TypeReference type, IEnumerable<TypeReference> arguments)
    {
        var instance = new GenericInstanceType(type);
        foreach (var argument in arguments)
        {
            instance.GenericArguments.Add(argument);
        }

        return instance.GenericArguments.Count == 0 ? type : instance;
    }
}
