using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Configuration;

namespace LambdaSim.Handlers;

/// <summary>How events become values and values become responses.</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal abstract class PayloadFormat
{
    /// <summary>An <see cref="Argument{T}"/> of the type; the reason why not as <see cref="FormatRefusal"/>.</summary>
    public abstract object Event(Type type);

    /// <summary>An answer from the type to bytes.</summary>
    public abstract object Answer(Type type);
}

/// <summary>Why a type cannot cross.</summary>
internal sealed class FormatRefusal(string problem, Exception? inner = null) : Exception(problem, inner);

/// <summary>System.Text.Json, by reflection or from a source-generated context; bytes and streams cross as they are.</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal sealed class JsonFormat(JsonSerializerContext? context) : PayloadFormat
{
    private static readonly JsonSerializerOptions _reflected = Reflected();

    public static JsonFormat Default { get; } = new(null);

    public override object Event(Type type) =>
        type == typeof(Stream) ? new StreamEvent()
        : type == typeof(byte[]) ? new BytesEvent()
        : type == typeof(ReadOnlyMemory<byte>) ? new MemoryEvent()
        : type == typeof(JsonElement) ? new JsonElementEvent()
        : type == typeof(JsonNode) ? new JsonNodeEvent()
        : typeof(Stream).IsAssignableFrom(type) ? throw new FormatRefusal("take the event as Stream")
        : Generic.New(typeof(JsonEvent<>), [type], TypeInfo(type, reading: true));

    public override object Answer(Type type) =>
        typeof(Stream).IsAssignableFrom(type) ? Generic.New(typeof(StreamAnswer<>), [type])
        : type == typeof(byte[]) ? new BytesAnswer()
        : type == typeof(ReadOnlyMemory<byte>) ? new MemoryAnswer()
        : Generic.New(typeof(JsonAnswer<>), [type], TypeInfo(type, reading: false));

    private JsonTypeInfo TypeInfo(Type type, bool reading)
    {
        JsonTypeInfo? info;
        try
        {
            info = context is null ? _reflected.GetTypeInfo(type) : context.GetTypeInfo(type);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new FormatRefusal($"System.Text.Json does not support it ({e.Message})", e);
        }

        if (info is null)
        {
            throw new FormatRefusal($"the JSON context {context!.GetType().Name} does not know it; add [JsonSerializable(typeof({Names.Of(type)}))]");
        }

        // What System.Text.Json itself refuses, but only when it meets a value: delegates, types, handles.
        if (typeof(Delegate).IsAssignableFrom(type) || typeof(System.Reflection.MemberInfo).IsAssignableFrom(type) || type == typeof(IntPtr) || type == typeof(UIntPtr))
        {
            throw new FormatRefusal("System.Text.Json does not support it");
        }

        if (reading && info is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null } && type.IsAbstract)
        {
            throw new FormatRefusal($"no JSON becomes {(type.IsInterface ? "an interface" : "an abstract class")}; a service comes from the init delegate or the handler class's constructor");
        }

        return (reading ? JsonShape.Read(info) : JsonShape.Written(info)).Loss is { } loss ? throw new FormatRefusal(loss) : info;
    }

    private static JsonSerializerOptions Reflected()
    {
        var options = new JsonSerializerOptions(PayloadJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>Makes objects of generic types that are known only when a handler is bound.</summary>
[RequiresUnreferencedCode(HandlerBinder.Reflects)]
[RequiresDynamicCode(HandlerBinder.Reflects)]
internal static class Generic
{
    public static object New(Type definition, Type[] types, params object?[] arguments) =>
        definition.MakeGenericType(types).GetConstructors()[0].Invoke(arguments);
}
