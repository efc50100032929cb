using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

/// <summary>A file of recorded answers, read whole.</summary>
internal sealed class RecordedAnswers
{
    private readonly Dictionary<string, Recorded> _answers = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>One answer: a value as JSON, or the type and message of a failure.</summary>
    internal readonly record struct Recorded(string? Value, string? Failure, string Message);

    internal int Count => _keys.Count;

    /// <summary>Those nobody took, in the file's order.</summary>
    internal IReadOnlyList<string> Unused => [.. _keys.Where(k => !_taken.Contains(k))];

    /// <exception cref="SimulationConfigException">The file is missing or is no such recording.</exception>
    internal static RecordedAnswers Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SimulationConfigException($"ExternalAnswers: the recording '{path}' cannot be read: {e.Message} Record it with ExternalAnswers.Record");
        }

        var answers = new RecordedAnswers();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0)
            {
                answers.Add(lines[i], Text.Invariant($"ExternalAnswers: {path}, line {i + 1}"));
            }
        }

        return answers;
    }

    internal Recorded? Take(string key)
    {
        if (!_answers.TryGetValue(key, out var answer))
        {
            return null;
        }

        _taken.Add(key);
        return answer;
    }

    private void Add(string line, string where)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var key = root.GetProperty("key").GetString()!;
            var recorded = root.TryGetProperty("failure", out var failure)
                ? new Recorded(null, failure.GetString()!, root.GetProperty("message").GetString()!)
                : new Recorded(root.GetProperty("value").GetRawText(), null, "");
            if (!_answers.TryAdd(key, recorded))
            {
                throw new SimulationConfigException($"{where}: a second answer for '{key}'");
            }

            _keys.Add(key);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SimulationConfigException($"{where} is no recorded answer ({e.Message}): each line is {{\"key\":NAME#NUMBER,\"value\":JSON}} or {{\"key\":...,\"failure\":TYPE,\"message\":...}}");
        }
    }
}
