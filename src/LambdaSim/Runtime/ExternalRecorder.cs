using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>
/// Answers of external work in a JSON Lines file: recorded once with the real thing, replayed ever after without it. An answer is found by the name of
/// the work and its ordinal among those of that name.
/// </summary>
internal sealed class ExternalRecorder
{
    private readonly string _path;
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly Dictionary<string, (string? Value, string? Error)>? _answers;

    private ExternalRecorder(string path, Dictionary<string, (string?, string?)>? answers)
    {
        _path = path;
        _answers = answers;
    }

    internal bool Replays => _answers is not null;

    /// <summary>Records into a new file.</summary>
    internal static ExternalRecorder Record(string path)
    {
        File.WriteAllText(path, "");
        return new(path, null);
    }

    internal static ExternalRecorder Replay(string path)
    {
        var answers = new Dictionary<string, (string?, string?)>();
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            answers[root.GetProperty("key").GetString()!] = root.TryGetProperty("error", out var error) ? (null, error.GetString()) : (root.GetProperty("value").GetRawText(), null);
        }

        return new(path, answers);
    }

    /// <summary>Counts a declaration: "rates#1", "rates#2".</summary>
    internal string NextKey(string name)
    {
        _ordinals[name] = _ordinals.GetValueOrDefault(name) + 1;
        return Text.Invariant($"{name}#{_ordinals[name]}");
    }

    internal Task<T> Answer<T>(string key, AnswerFormat<T> format) =>
        !_answers!.TryGetValue(key, out var answer)
            ? Task.FromException<T>(new InvalidOperationException(Text.Invariant($"The recording '{_path}' has no answer for external work '{key}'; it has {_answers.Count} answers. Record it again.")))
            : answer.Error is { } error
                ? Task.FromException<T>(new ExternalWorkFailedException(error))
                : Task.FromResult(format.Read(answer.Value!)!);

    /// <summary>Called in order of declaration, so the file is the same in each recording of the same answers.</summary>
    internal void Write<T>(string key, Task<T> answer, AnswerFormat<T> format)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            if (answer.IsCompletedSuccessfully)
            {
                json.WritePropertyName("value");
                json.WriteRawValue(format.Write(answer.Result));
            }
            else
            {
                var error = answer.Exception?.InnerException;
                json.WriteString("error", error is null ? "The work was cancelled." : error.GetType().Name + ": " + error.Message);
            }

            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        using var file = new FileStream(_path, FileMode.Append);
        buffer.WriteTo(file);
    }
}
