using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Runtime;

namespace LambdaSim;

/// <summary>
/// Answers of declared external work (<see cref="LambdaContext.External{T}"/>) in a JSON Lines file: recorded once with the real thing, replayed
/// ever after without it. An answer is found by the name of its work and its number among those of that name, in order of declaration.
/// </summary>
public sealed class ExternalAnswers
{
    private readonly bool _once;

    private ExternalAnswers(string path, bool replays, bool once, JsonSerializerOptions json, Func<string, string, Exception?>? failure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = path;
        Replays = replays;
        _once = once;
        Json = json;
        Failure = failure;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    internal bool Replays { get; }

    internal JsonSerializerOptions Json { get; }

    /// <summary>Makes a recorded failure again, from the name of its type and its message; null when that cannot be done.</summary>
    internal Func<string, string, Exception?>? Failure { get; }

    /// <summary>Does the real work and writes its answers into a new file.</summary>
    /// <param name="path">The file; one that exists is replaced by the first answer.</param>
    [RequiresUnreferencedCode("Writes answers by reflection; use the overload with a JsonSerializerContext.")]
    [RequiresDynamicCode("Writes answers by reflection; use the overload with a JsonSerializerContext.")]
    public static ExternalAnswers Record(string path) => new(path, replays: false, once: false, Reflecting(), null);

    /// <inheritdoc cref="Record(string)"/>
    /// <param name="path">The file; one that exists is replaced by the first answer.</param>
    /// <param name="json">Knows the types of the answers.</param>
    public static ExternalAnswers Record(string path, JsonSerializerContext json) => new(path, replays: false, once: false, Of(json), null);

    /// <summary>Takes the answers from a file, in the types and with the messages they were recorded with; the real work is not done.</summary>
    /// <param name="path">The file; read when the simulation is made.</param>
    [RequiresUnreferencedCode("Reads answers by reflection; use the overload with a JsonSerializerContext.")]
    [RequiresDynamicCode("Reads answers by reflection; use the overload with a JsonSerializerContext.")]
    public static ExternalAnswers Replay(string path) => new(path, replays: true, once: false, Reflecting(), Recreate);

    /// <summary>Takes the answers from a file; the real work is not done. Recorded failures come as <see cref="ExternalAnswerException"/>.</summary>
    /// <param name="path">The file; read when the simulation is made.</param>
    /// <param name="json">Knows the types of the answers.</param>
    public static ExternalAnswers Replay(string path, JsonSerializerContext json) => new(path, replays: true, once: false, Of(json), null);

    /// <summary>Replays the file if it exists when the simulation is made, else records into it: delete it to record anew.</summary>
    /// <param name="path">The file.</param>
    [RequiresUnreferencedCode("Reads and writes answers by reflection; use the overload with a JsonSerializerContext.")]
    [RequiresDynamicCode("Reads and writes answers by reflection; use the overload with a JsonSerializerContext.")]
    public static ExternalAnswers RecordOnce(string path) => new(path, replays: false, once: true, Reflecting(), Recreate);

    /// <inheritdoc cref="RecordOnce(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="json">Knows the types of the answers.</param>
    public static ExternalAnswers RecordOnce(string path, JsonSerializerContext json) => new(path, replays: false, once: true, Of(json), null);

    /// <summary>What one simulation reads or writes.</summary>
    internal ExternalRecorder Open() => Replays || (_once && File.Exists(Path)) ? ExternalRecorder.Replay(this) : ExternalRecorder.Record(this);

    [RequiresUnreferencedCode("By reflection.")]
    [RequiresDynamicCode("By reflection.")]
    private static JsonSerializerOptions Reflecting() => new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static JsonSerializerOptions Of(JsonSerializerContext json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Options;
    }

    [RequiresUnreferencedCode("Makes exceptions by reflection.")]
    private static Exception? Recreate(string type, string message)
    {
        try
        {
            return Type.GetType(type) is { } found && typeof(Exception).IsAssignableFrom(found) ? Activator.CreateInstance(found, message) as Exception : null;
        }
        catch (Exception e) when (e is MissingMethodException or MemberAccessException or System.Reflection.TargetInvocationException)
        {
            return null;
        }
    }
}

/// <summary>A recorded failure of external work whose own exception type cannot be made again from its message.</summary>
public sealed class ExternalAnswerException : LambdaSimException
{
    internal ExternalAnswerException(string type, string message)
        : base($"{type}: {message}") => FailureType = type;

    /// <summary>Name of the type of the exception that was recorded.</summary>
    public string FailureType { get; }
}
