using System.Globalization;
using System.Text;

namespace LambdaSim.Configuration;

/// <summary>Types as a person writes them in C#.</summary>
internal static class TypeNames
{
    /// <summary>Without namespaces: <c>List&lt;Order&gt;</c>, <c>(Int32, String)</c>.</summary>
    public static string Of(Type type)
    {
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]";
        }

        if (type.IsByRef)
        {
            return $"ref {Of(type.GetElementType()!)}";
        }

        if (!type.IsGenericType)
        {
            return type.Name;
        }

        if (IsValueTuple(type))
        {
            return $"({string.Join(", ", type.GetGenericArguments().Select(Of))})";
        }

        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : $"{type.Name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }

    /// <summary>With namespaces, without assemblies: <c>System.Collections.Generic.List&lt;Shop.Order&gt;</c>.</summary>
    public static string Full(Type type)
    {
        if (type.IsArray)
        {
            return $"{Full(type.GetElementType()!)}[]";
        }

        if (!type.IsGenericType || type.GetGenericTypeDefinition().FullName is not { } definition)
        {
            return type.FullName ?? type.Name;
        }

        var arguments = new Queue<Type>(type.GetGenericArguments());
        var text = new StringBuilder();
        for (var i = 0; i < definition.Length; i++)
        {
            if (definition[i] != '`')
            {
                text.Append(definition[i]);
                continue;
            }

            // Arguments of a nested type stand after those of the type around it.
            var digits = definition[(i + 1)..].TakeWhile(char.IsAsciiDigit).Count();
            var count = int.Parse(definition.AsSpan(i + 1, digits), CultureInfo.InvariantCulture);
            text.Append('<').AppendJoin(", ", Enumerable.Range(0, count).Select(_ => Full(arguments.Dequeue()))).Append('>');
            i += digits;
        }

        return text.ToString();
    }

    public static bool IsValueTuple(Type type) => type is { IsGenericType: true, IsValueType: true } && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);
}
