using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LambdaSim.Configuration;

/// <summary>Environment variables of a function: a copy nobody can change, in ordinal order of the names, equal to another with the same content.</summary>
internal sealed partial class VariableSet : IReadOnlyDictionary<string, string>, IEquatable<VariableSet>
{
    /// <summary>What a name looks like, as AWS's answers give it.</summary>
    public const string NamePattern = @"[a-zA-Z]([a-zA-Z0-9_])+";

    private const int MaxBytes = 4_096;

    // Rule CTL-RESERVED-KEYS.
    private static readonly SortedSet<string> _reserved = new(StringComparer.Ordinal)
    {
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    };

    private readonly SortedDictionary<string, string> _variables = new(StringComparer.Ordinal);

    private VariableSet(IEnumerable<KeyValuePair<string, string>> variables)
    {
        foreach (var (name, value) in variables)
        {
            _variables[name] = value;
        }
    }

    public static VariableSet Empty { get; } = new([]);

    public int Count => _variables.Count;

    public IEnumerable<string> Keys => _variables.Keys;

    public IEnumerable<string> Values => _variables.Values;

    public string this[string key] => _variables[key];

    public static VariableSet Of(IReadOnlyDictionary<string, string>? variables) => variables switch
    {
        null or { Count: 0 } => Empty,
        VariableSet set => set,
        _ => new VariableSet(variables),
    };

    public VariableSet With(string name, string value) => new(_variables.Append(new(name, value)));

    /// <summary>What AWS refuses beyond its service model.</summary>
    /// <exception cref="InvalidParameterValueException">A name is Lambda's own, or they are too large together.</exception>
    public static void Check(IReadOnlyDictionary<string, string?> variables)
    {
        // As most functions have it: a run may have a million of them.
        if (variables.Count == 0)
        {
            return;
        }

        var reserved = variables.Keys.Where(_reserved.Contains).ToList();
        if (reserved.Count > 0)
        {
            throw new InvalidParameterValueException($"Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: {string.Join(", ", reserved)}");
        }

        var json = Write(variables);
        if (Encoding.UTF8.GetByteCount(json) > MaxBytes)
        {
            throw new InvalidParameterValueException($"Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {json}");
        }
    }

    /// <exception cref="ValidationException">A name or value is not what AWS's service model allows.</exception>
    /// <exception cref="InvalidParameterValueException">A name is Lambda's own, or they are too large together.</exception>
    public void Validate()
    {
        if (Count == 0)
        {
            return;
        }

        if (_variables.Keys.Any(static n => !Name().IsMatch(n)))
        {
            throw new ValidationException($"1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: {NamePattern}]");
        }

        if (_variables.Values.Any(static v => v is null))
        {
            throw new ValidationException("1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]");
        }

        Check(this!);
    }

    /// <summary>As one text; null: there are none.</summary>
    public string? ToText() => Count == 0 ? null : Write(this!);

    public static VariableSet Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return new VariableSet(json.RootElement.EnumerateObject().Select(static p => KeyValuePair.Create(p.Name, p.Value.GetString()!)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"'{text}' is no JSON object of texts", e);
        }
    }

    public bool ContainsKey(string key) => _variables.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => _variables.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _variables.GetEnumerator();

    public bool Equals(VariableSet? other) => other is not null && _variables.SequenceEqual(other._variables);

    public override bool Equals(object? obj) => Equals(obj as VariableSet);

    public override int GetHashCode() => Count;

    /// <summary>Names alone: values may be secrets.</summary>
    public override string ToString() => string.Join(", ", Keys);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Write(IReadOnlyDictionary<string, string?> variables)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in variables)
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    [GeneratedRegex(@"\A[a-zA-Z]([a-zA-Z0-9_])+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
