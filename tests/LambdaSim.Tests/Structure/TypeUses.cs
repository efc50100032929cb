using System.Reflection;
using System.Reflection.Emit;

namespace LambdaSim.Tests.Structure;

/// <summary>Which types a type names: in its base, members, attributes and the code of its methods.</summary>
internal static class TypeUses
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> _opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    public static IEnumerable<(Type Type, string Where)> Of(Type type)
    {
        var found = new List<(Type?, string)> { (type.BaseType, type.Name) };
        found.AddRange(type.GetInterfaces().Select(i => ((Type?)i, type.Name)));
        found.AddRange(type.GetFields(All).Select(f => ((Type?)f.FieldType, $"{type.Name}.{f.Name}")));
        foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            var where = $"{type.Name}.{method.Name}";
            found.AddRange(method.GetParameters().Select(p => ((Type?)p.ParameterType, where)));
            found.Add((method is MethodInfo m ? m.ReturnType : null, where));
            found.AddRange((method.GetMethodBody()?.LocalVariables ?? []).Select(l => ((Type?)l.LocalType, where)));
            found.AddRange(InCode(method).Select(t => ((Type?)t, where)));
        }

        return found.Where(f => f.Item1 is not null).SelectMany(f => Parts(f.Item1!).Select(t => (t, f.Item2)));
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition()) : [type];
    }

    private static IEnumerable<Type> InCode(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        for (var i = 0; i < code.Length;)
        {
            var value = code[i] == 0xFE ? unchecked((short)((code[i] << 8) | code[i + 1])) : (short)code[i];
            var opCode = _opCodes[value];
            i += opCode.Size;
            if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
                && Resolve(method, BitConverter.ToInt32(code, i)) is { } member)
            {
                if ((member as Type ?? member.DeclaringType) is { } type)
                {
                    yield return type;
                }
            }

            i += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, i)),
                _ => 4,
            };
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType?.IsGenericType == true ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, typeArguments, methodArguments);
    }
}
