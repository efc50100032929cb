using LambdaSim.Configuration;
using Mono.Cecil;

namespace LambdaSim.Deployed.Weaving;

/// <summary>A member's name as the table of redirections has it: type, name, types of parameters. Type parameters go by position.</summary>
internal static class MemberKey
{
    public const string Constructor = ".ctor";

    /// <summary>Of a method that code calls.</summary>
    public static string Of(MethodReference method)
    {
        var element = method.GetElementMethod();
        return Of(element.DeclaringType.GetElementType().FullName, element.Name, element.Parameters.Select(static p => NameOf(p.ParameterType)));
    }

    public static string Of(string type, string name, IEnumerable<string> parameters) => $"{type}::{name}({string.Join(',', parameters)})";

    /// <summary>A type's name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="ofType">How many of a method's type parameters stand for those of its type: a member that stands for another has them first.</param>
    public static string NameOf(TypeReference type, int ofType = 0) => type switch
    {
        GenericParameter { Type: GenericParameterType.Type } parameter => "!" + Text.Of(parameter.Position),
        GenericParameter parameter => parameter.Position < ofType ? "!" + Text.Of(parameter.Position) : "!!" + Text.Of(parameter.Position - ofType),
        GenericInstanceType instance => $"{instance.ElementType.FullName}<{string.Join(',', instance.GenericArguments.Select(a => NameOf(a, ofType)))}>",
        ArrayType array => NameOf(array.ElementType, ofType) + "[]",
        ByReferenceType reference => NameOf(reference.ElementType, ofType) + "&",
        PointerType pointer => NameOf(pointer.ElementType, ofType) + "*",
        IModifierType modified => NameOf(modified.ElementType, ofType),
        _ => type.FullName,
    };
}
