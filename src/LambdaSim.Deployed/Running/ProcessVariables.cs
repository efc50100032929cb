using System.Collections;
using System.Diagnostics.CodeAnalysis;
using LambdaSim.Resources;
using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>A process's environment variables: what code writes stays for the process, and the trace id is that of the present call until code writes it.</summary>
internal sealed class ProcessVariables : IDictionary<string, string>
{
    private readonly LiveProcess _process;
    private readonly SortedDictionary<string, string> _own = new(StringComparer.Ordinal);

    public ProcessVariables(InvocationContext context)
    {
        _process = context.OfProcess;
        foreach (var (name, value) in LambdaVariables.Of(context).Concat(context.Environment))
        {
            _own[name] = value;
        }
    }

    public ICollection<string> Keys => All().Keys;

    public ICollection<string> Values => All().Values;

    public int Count => All().Count;

    public bool IsReadOnly => false;

    public string this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"there is no environment variable {key}");
        set => _own[key] = value;
    }

    public void Add(string key, string value) => _own.Add(key, value);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool Remove(string key) => _own.Remove(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) =>
        _own.TryGetValue(key, out value) || (key == TraceHeader.VariableName && (value = _process.Environment.Context?.Trace?.ToString()) is not null);

    public void Add(KeyValuePair<string, string> item) => Add(item.Key, item.Value);

    public void Clear() => _own.Clear();

    public bool Contains(KeyValuePair<string, string> item) => TryGetValue(item.Key, out var value) && value == item.Value;

    public void CopyTo(KeyValuePair<string, string>[] array, int arrayIndex) => ((ICollection<KeyValuePair<string, string>>)All()).CopyTo(array, arrayIndex);

    public bool Remove(KeyValuePair<string, string> item) => Contains(item) && Remove(item.Key);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => All().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private SortedDictionary<string, string> All()
    {
        if (_own.ContainsKey(TraceHeader.VariableName) || !TryGetValue(TraceHeader.VariableName, out var trace))
        {
            return _own;
        }

        return new SortedDictionary<string, string>(_own, StringComparer.Ordinal) { [TraceHeader.VariableName] = trace };
    }
}
