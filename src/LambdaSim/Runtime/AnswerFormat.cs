using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LambdaSim.Runtime;

/// <summary>How an external answer becomes JSON and back.</summary>
internal sealed class AnswerFormat<T>(Func<T, string> write, Func<string, T?> read)
{
    internal string Write(T answer) => write(answer);

    internal T? Read(string json) => read(json);
}

internal static class AnswerFormat
{
    internal static AnswerFormat<T> Of<T>(JsonTypeInfo<T> type) =>
        new(answer => JsonSerializer.Serialize(answer, type), json => JsonSerializer.Deserialize(json, type));

    [RequiresUnreferencedCode("Reads the answer's members by reflection; pass a JsonTypeInfo when trimming.")]
    [RequiresDynamicCode("Reads the answer's members by reflection; pass a JsonTypeInfo under native AOT.")]
    internal static AnswerFormat<T> ByReflection<T>() =>
        new(answer => JsonSerializer.Serialize(answer), json => JsonSerializer.Deserialize<T>(json));
}
