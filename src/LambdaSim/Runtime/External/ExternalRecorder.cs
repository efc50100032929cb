using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>The answers of one simulation's external work, on their way into a file or out of it.</summary>
internal sealed class ExternalRecorder
{
    private readonly ExternalAnswers _setting;
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly RecordedAnswers? _answers;
    private bool _wrote;

    private ExternalRecorder(ExternalAnswers setting, RecordedAnswers? answers)
    {
        _setting = setting;
        _answers = answers;
    }

    internal bool Replays => _answers is not null;

    private string? Problem { get; set; }

    /// <summary>Why the verb cannot go on: what the file does not have. Told once.</summary>
    internal string? TakeProblem()
    {
        var problem = Problem;
        Problem = null;
        return problem;
    }

    /// <summary>Recorded answers that nobody asked for, in words; null when there is none.</summary>
    internal string? Unused => _answers?.Unused is { Count: > 0 } unused
        ? Text.Invariant($"external answers: {unused.Count} of {_answers.Count} in '{_setting.Path}' were not asked for: {string.Join(", ", unused.Take(5))}{(unused.Count > 5 ? ", ..." : "")}")
        : null;

    internal static ExternalRecorder Record(ExternalAnswers setting) => new(setting, null);

    internal static ExternalRecorder Replay(ExternalAnswers setting) => new(setting, RecordedAnswers.Read(setting.Path));

    /// <summary>Counts a declaration: "rates#1", "rates#2".</summary>
    internal string NextKey(string name)
    {
        _ordinals[name] = _ordinals.GetValueOrDefault(name) + 1;
        return Text.Invariant($"{name}#{_ordinals[name]}");
    }

    internal Task<T> Answer<T>(string key)
    {
        if (_answers!.Take(key) is not { } answer)
        {
            return Fail<T>(Text.Invariant($"the recording '{_setting.Path}' has no answer for external work '{key}' (it has {_answers.Count} answers); record it again with ExternalAnswers.Record"));
        }

        if (answer.Failure is { } failure)
        {
            return Task.FromException<T>(_setting.Failure?.Invoke(failure, answer.Message) ?? new ExternalAnswerException(ShortName(failure), answer.Message));
        }

        try
        {
            return TypeOf<T>(key) is { } type ? Task.FromResult(JsonSerializer.Deserialize(answer.Value!, type)!) : Fail<T>(Problem!);
        }
        catch (JsonException e)
        {
            return Fail<T>($"the recorded answer '{key}' in '{_setting.Path}' is no {TypeNames.Of(typeof(T))}: {e.Message}; record it again with ExternalAnswers.Record");
        }
    }

    /// <summary>Called in order of declaration, so the file is the same in each recording of the same answers.</summary>
    internal void Write<T>(string key, Task<T> answer)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            if (answer.IsCompletedSuccessfully)
            {
                if (TypeOf<T>(key) is not { } type)
                {
                    return;
                }

                json.WritePropertyName("value");
                json.WriteRawValue(JsonSerializer.Serialize(answer.Result, type));
            }
            else
            {
                var error = answer.Exception?.InnerException ?? new TaskCanceledException();
                json.WriteString("failure", $"{error.GetType().FullName}, {error.GetType().Assembly.GetName().Name}");
                json.WriteString("message", error.Message);
            }

            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        using var file = new FileStream(_setting.Path, _wrote ? FileMode.Append : FileMode.Create);
        _wrote = true;
        buffer.WriteTo(file);
    }

    private static string ShortName(string type) => type.Split(',')[0] is var name ? name[(name.LastIndexOf('.') + 1)..] : type;

    private JsonTypeInfo<T>? TypeOf<T>(string key)
    {
        try
        {
            // Of work without a result and of callbacks, in any serializer context.
            var type = (JsonTypeInfo<T>)(
                typeof(T) == typeof(bool) ? JsonMetadataServices.CreateValueInfo<bool>(_setting.Json, JsonMetadataServices.BooleanConverter)
                : typeof(T) == typeof(string) && !_setting.Json.TryGetTypeInfo(typeof(string), out _) ? JsonMetadataServices.CreateValueInfo<string>(_setting.Json, JsonMetadataServices.StringConverter)
                : _setting.Json.GetTypeInfo(typeof(T)));
            return (JsonShape.Written(type).Loss ?? JsonShape.Read(type).Loss) is { } loss ? throw new NotSupportedException(loss) : type;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            Problem ??= $"answers of type {TypeNames.Of(typeof(T))} (external work '{key}') cannot be recorded: {e.Message}";
            return null;
        }
    }

    private Task<T> Fail<T>(string problem)
    {
        Problem ??= problem;
        return Task.FromException<T>(new InvalidOperationException(problem));
    }
}
