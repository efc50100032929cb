using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Configuration;

namespace LambdaSim;

/// <summary>How values of callers become payloads, and payloads values: System.Text.Json, names in any case, as AWS's own serializer reads.</summary>
internal static class PayloadJson
{
    internal const string Reflects = "Reads and writes JSON by reflection.";

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> _derived = [];

    [SuppressMessage("Trimming", "IL2026", Justification = "Options alone do not reflect.")]
    public static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The event as the function's own JSON names its members.</summary>
    /// <param name="value">The caller's value.</param>
    /// <param name="own">The function's own options; null: it has none.</param>
    /// <exception cref="NotSupportedException">JSON would lose what is in it.</exception>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public static byte[] Write<T>(T value, JsonSerializerOptions? own)
    {
        var options = For(own);
        RequireWritten(options.GetTypeInfo(typeof(T)));
        if (value is not null && typeof(T) == typeof(object))
        {
            RequireWritten(options.GetTypeInfo(value.GetType()));
        }

        return JsonSerializer.SerializeToUtf8Bytes(value, options);
    }

    /// <summary>A response as a value.</summary>
    /// <exception cref="NotSupportedException">JSON does not fill such a type.</exception>
    /// <exception cref="JsonException">The payload is not of this type.</exception>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public static T? Read<T>(ReadOnlySpan<byte> payload, JsonSerializerOptions? own)
    {
        var options = For(own);
        return JsonShape.Read(options.GetTypeInfo(typeof(T))).Loss is { } loss
            ? throw new NotSupportedException($"no JSON becomes {TypeNames.Of(typeof(T))}: {loss}")
            : JsonSerializer.Deserialize<T>(payload, options);
    }

    /// <summary>JSON that the caller wrote.</summary>
    /// <exception cref="ArgumentException">The text has half a character, a lone surrogate.</exception>
    public static byte[] Bytes(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return _strict.GetBytes(json);
    }

    /// <exception cref="JsonException">A string in it has half a character, a lone surrogate: no text can be made of it.</exception>
    public static void RequireWholeCharacters(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                try
                {
                    _ = reader.GetString();
                }
                catch (InvalidOperationException e)
                {
                    throw new JsonException(Text.Invariant($"The string that begins at byte {reader.TokenStartIndex} holds half a character, a lone surrogate."), e);
                }
            }
        }
    }

    /// <summary>A JSON string that holds JSON: somebody passed JSON where a value was asked for.</summary>
    public static bool IsTextOfJson(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.GetString()?.Trim() is not { Length: > 1 } text || text[0] is not ('{' or '['))
            {
                return false;
            }

            var inner = new Utf8JsonReader(_strict.GetBytes(text));
            while (inner.Read())
            {
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or EncoderFallbackException)
        {
            return false;
        }
    }

    private static void RequireWritten(JsonTypeInfo info)
    {
        if (JsonShape.Written(info).Loss is { } loss)
        {
            throw new NotSupportedException($"{TypeNames.Of(info.Type)} does not cross as JSON: {loss}");
        }
    }

    // What the function's own context does not know, such as an anonymous type, is named as the context names.
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    private static JsonSerializerOptions For(JsonSerializerOptions? own) => own is null ? Default.Options : _derived.GetValue(own, static own =>
        new JsonSerializerOptions(own)
        {
            PropertyNameCaseInsensitive = true,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(own.TypeInfoResolver, new DefaultJsonTypeInfoResolver()),
        });

    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    private static class Default
    {
        public static readonly JsonSerializerOptions Options = new(PayloadJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    }
}
