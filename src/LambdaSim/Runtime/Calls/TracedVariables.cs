using System.Collections;
using System.Diagnostics.CodeAnalysis;
using LambdaSim.Resources;

namespace LambdaSim.Runtime;

/// <summary>A process's environment variables while it works for an invocation: <c>_X_AMZN_TRACE_ID</c> is the invocation's own (rule ENV-VARIABLES).</summary>
internal sealed class TracedVariables(IReadOnlyDictionary<string, string> variables, InvocationContext context) : IReadOnlyDictionary<string, string>
{
    public IEnumerable<string> Keys => variables.ContainsKey(TraceHeader.VariableName) ? variables.Keys : variables.Keys.Append(TraceHeader.VariableName).Order(StringComparer.Ordinal);

    public IEnumerable<string> Values => Keys.Select(key => this[key]);

    public int Count => variables.Count + (variables.ContainsKey(TraceHeader.VariableName) ? 0 : 1);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"there is no environment variable {key}");

    public bool ContainsKey(string key) => key == TraceHeader.VariableName || variables.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        if (key != TraceHeader.VariableName)
        {
            return variables.TryGetValue(key, out value);
        }

        value = context.Trace!.ToString();
        return true;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Keys.Select(key => KeyValuePair.Create(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
