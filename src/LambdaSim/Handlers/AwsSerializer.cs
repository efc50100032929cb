using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaSim.Handlers;

/// <summary>The serializer that AWS's attribute names, known by its shape: <c>T Deserialize&lt;T&gt;(Stream)</c>, <c>Serialize&lt;T&gt;(T, Stream)</c>.</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal sealed class AwsSerializer
{
    private const string AttributeName = "Amazon.Lambda.Core.LambdaSerializerAttribute";

    private readonly MethodInfo _deserialize;
    private readonly MethodInfo _serialize;

    private AwsSerializer(object serializer)
    {
        Object = serializer;
        _deserialize = Method("Deserialize", 1);
        _serialize = Method("Serialize", 2);
    }

    /// <summary>The user's object.</summary>
    public object Object { get; }

    /// <summary>Options of the source-generated context that it is made with, as AWS's <c>SourceGeneratorLambdaJsonSerializer&lt;T&gt;</c> is; null: it has none.</summary>
    public JsonSerializerOptions? Options
    {
        get
        {
            for (var type = Object.GetType(); type is not null; type = type.BaseType)
            {
                if (type.GenericTypeArguments.FirstOrDefault(static t => t.IsAssignableTo(typeof(JsonSerializerContext))) is { } context)
                {
                    return (context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as JsonSerializerContext)?.Options;
                }
            }

            return null;
        }
    }

    /// <summary>The method's attribute before the assembly's; null: neither has one.</summary>
    public static AwsSerializer? Of(MethodInfo method, Assembly assembly)
    {
        var attribute = method.GetCustomAttributesData().Concat(assembly.GetCustomAttributesData()).FirstOrDefault(a => a.AttributeType.FullName == AttributeName);
        if (attribute is null)
        {
            return null;
        }

        if (attribute.ConstructorArguments is not [{ Value: Type type }])
        {
            throw new InvalidHandlerException(method.Name, $"{AttributeName} names no type.");
        }

        try
        {
            return new(Activator.CreateInstance(type)!);
        }
        catch (Exception e) when (e is MissingMethodException or MemberAccessException or TargetInvocationException)
        {
            throw new InvalidHandlerException(method.Name, $"The serializer '{type.FullName}' that LambdaSerializerAttribute names could not be constructed: {(e.InnerException ?? e).Message}", e);
        }
    }

    public Func<Stream, T> Reader<T>() => _deserialize.MakeGenericMethod(typeof(T)).CreateDelegate<Func<Stream, T>>(Object);

    public Action<T, Stream> Writer<T>() => _serialize.MakeGenericMethod(typeof(T)).CreateDelegate<Action<T, Stream>>(Object);

    private MethodInfo Method(string name, int parameters)
    {
        var type = Object.GetType();
        return type.GetMethods().Concat(type.GetInterfaces().SelectMany(i => i.GetMethods()))
            .FirstOrDefault(m => m.Name == name && m.IsGenericMethodDefinition && m.GetGenericArguments().Length == 1 && m.GetParameters() is var p && p.Length == parameters && p[^1].ParameterType == typeof(Stream))
            ?? throw new InvalidHandlerException(type.FullName!, $"The serializer '{type.FullName}' that LambdaSerializerAttribute names has no {name}<T> as ILambdaSerializer declares it.");
    }
}

/// <summary>Payloads as AWS's runtime hands them over: a stream is raw, all else goes through the serializer.</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal sealed class AwsFormat(AwsSerializer serializer) : PayloadFormat
{
    public override object Event(Type type) =>
        type == typeof(Stream) ? new StreamEvent() : Generic.New(typeof(AwsEvent<>), [type], serializer);

    public override object Answer(Type type) =>
        typeof(Stream).IsAssignableFrom(type) ? Generic.New(typeof(StreamAnswer<>), [type]) : Generic.New(typeof(AwsAnswer<>), [type], serializer);
}

[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal sealed class AwsEvent<T>(AwsSerializer serializer) : Argument<T>
{
    private readonly Func<Stream, T> _read = serializer.Reader<T>();

    public override T Get(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => _read(StreamEvent.Over(payload));
}

[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal sealed class AwsAnswer<T>(AwsSerializer serializer) : Answer<T, ReadOnlyMemory<byte>>
{
    private readonly Action<T, Stream> _write = serializer.Writer<T>();

    public override ValueTask<ReadOnlyMemory<byte>> Of(T value)
    {
        var buffer = new MemoryStream();
        _write(value, buffer);
        return new(buffer.ToArray());
    }
}
