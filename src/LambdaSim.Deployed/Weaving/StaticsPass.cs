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
    private const string Initializer = ".cctor";
    private const string MovedInitializer = "<Initialize>";
    private const string AccessorName = "<Statics>";
    private const string SetterPrefix = "<Set>";

    private readonly RedirectionTable _table;
    private readonly ModuleDefinition _module;
    private readonly Func<string, bool> _isWoven;
    private readonly TypeReference _contract;
    private readonly MethodReference _find;
    private readonly List<TypeDefinition> _moved = [];
    private bool _changed;

    public StaticsPass(RedirectionTable table, ModuleDefinition module, Func<string, bool> isWoven)
    {
        (_table, _module, _isWoven) = (table, module, isWoven);
        _contract = module.ImportReference(table.Module.GetType(typeof(IStaticFields).FullName));
        _find = module.ImportReference(table.Module.GetType(typeof(StaticFields).FullName).Methods.First(static m => m.Name == nameof(StaticFields.Of)));
    }

    /// <summary>Moves them.</summary>
    /// <returns>Whether there were any, or uses of others'.</returns>
    public bool Run()
    {
        foreach (var type in _module.GetTypes().Where(static t => IsNamed(t) && (t.Fields.Any(Moves) || t.Methods.Any(static m => m.Name == Initializer))).ToList())
        {
            Move(type);
        }

        foreach (var method in _module.GetTypes().SelectMany(static t => t.Methods).Where(static m => m.HasBody && !IsOurs(m)).ToList())
        {
            Use(method);
        }

        foreach (var type in _moved)
        {
            RunAtFirstUse(type);
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
            initializer.Name = MovedInitializer;
            initializer.Attributes = MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig;
            il.Emit(OpCodes.Call, new MethodReference(MovedInitializer, _module.TypeSystem.Void, Closed(type, fields.GenericParameters)));
        }

        il.Emit(OpCodes.Ret);
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
        return setter;
    }

    // An initialiser that is a static constructor runs before the first static method or constructor too, not only before the first field.
    private static void RunAtFirstUse(TypeDefinition type)
    {
        if ((type.Attributes & TypeAttributes.BeforeFieldInit) != 0 || type.Methods.All(static m => m.Name != MovedInitializer))
        {
            return;
        }

        foreach (var method in type.Methods.Where(static m => m.HasBody && (m.IsStatic || m.IsConstructor) && m.Name != MovedInitializer && !IsOurs(m)))
        {
            method.Body.SimplifyMacros();
            var il = method.Body.GetILProcessor();
            var first = method.Body.Instructions[0];
            il.InsertBefore(first, Instruction.Create(OpCodes.Call, AccessorOf(Closed(type, type.GenericParameters))));
            il.InsertBefore(first, Instruction.Create(OpCodes.Pop));
            method.Body.OptimizeMacros();
        }
    }

    private void Use(MethodDefinition method)
    {
        var simplified = false;
        var body = method.Body;
        for (var i = 0; i < body.Instructions.Count; i++)
        {
            var instruction = body.Instructions[i];
            if (instruction.OpCode.Code is not (Code.Ldsfld or Code.Ldsflda or Code.Stsfld) || !IsMoved((FieldReference)instruction.Operand))
            {
                continue;
            }

            if (!simplified)
            {
                body.SimplifyMacros();
                simplified = true;
            }

            _changed = true;
            i += Use(body, instruction, (FieldReference)instruction.Operand);
        }

        if (simplified)
        {
            body.OptimizeMacros();
        }
    }

    private int Use(MethodBody body, Instruction instruction, FieldReference field)
    {
        // One environment runs one piece of code at a time: nothing is volatile.
        if (instruction.Previous?.OpCode.Code == Code.Volatile)
        {
            instruction.Previous.OpCode = OpCodes.Nop;
        }

        if (instruction.OpCode.Code == Code.Stsfld)
        {
            var setter = new MethodReference(SetterPrefix + field.Name, _module.TypeSystem.Void, field.DeclaringType);
            setter.Parameters.Add(new ParameterDefinition(field.FieldType));
            instruction.OpCode = OpCodes.Call;
            instruction.Operand = setter;
            return 0;
        }

        IReadOnlyList<TypeReference> arguments = [.. (field.DeclaringType as GenericInstanceType)?.GenericArguments ?? []];
        var own = new FieldReference(field.Name, field.FieldType, Closed(FieldsOf(field.DeclaringType.GetElementType(), arguments.Count), arguments));
        var load = Instruction.Create(instruction.OpCode.Code == Code.Ldsfld ? OpCodes.Ldfld : OpCodes.Ldflda, own);
        instruction.OpCode = OpCodes.Call;
        instruction.Operand = AccessorOf(field.DeclaringType);
        body.GetILProcessor().InsertAfter(instruction, load);
        return 1;
    }

    private bool IsMoved(FieldReference field) =>
        (field.DeclaringType.GetElementType().Scope is not AssemblyNameReference other || _isWoven(other.Name)) && field.Resolve() is { } definition && Moves(definition);

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
