using LambdaSim.Configuration;
using LambdaSim.Handlers;
using LambdaSim.Randomness;
using LambdaSim.Runtime;

namespace LambdaSim.Templates.Handlers;

/// <summary>What runs for one function: code, or a duration, or what is wrong.</summary>
internal readonly record struct FoundHandler(HandlerCode? Code, Distribution? Duration, string? Problem = null);

/// <summary>Finds what runs for the functions of a template.</summary>
internal sealed class HandlerSource(HandlerBindings bindings)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public FoundHandler Find(string logicalId, string name, string? handler, FunctionConfig below)
    {
        string[] names = [logicalId, name, .. handler is null ? Array.Empty<string>() : [handler]];
        foreach (var key in names)
        {
            if (bindings.Code.TryGetValue(key, out var code))
            {
                _used.Add(key);
                return new FoundHandler(code, null);
            }

            if (bindings.Durations.TryGetValue(key, out var duration))
            {
                _used.Add(key);
                return new FoundHandler(null, duration);
            }
        }

        return handler is not null && bindings.Assemblies.Count > 0 && handler.Split("::").Length == 3 && Bound(handler) is var found && (found.Problem is null || (below.Duration ?? bindings.Others) is null)
            ? found
            : new FoundHandler(null, below.Duration ?? bindings.Others, "no code is bound to it");
    }

    /// <summary>The names that were bound and that no function has.</summary>
    public IEnumerable<string> Unused => bindings.Code.Keys.Concat(bindings.Durations.Keys).Where(k => !_used.Contains(k)).Order(StringComparer.Ordinal);

    private FoundHandler Bound(string handler)
    {
        var parts = handler.Split("::");
        var assembly = bindings.Assemblies.FirstOrDefault(a => a.GetName().Name == parts[0]) ?? bindings.Assemblies.FirstOrDefault(a => a.GetType(parts[1]) is not null) ?? bindings.Assemblies[0];
        try
        {
            return new FoundHandler(HandlerString.Bind(handler, load: _ => assembly), null);
        }
        catch (Exception e) when (e is InvalidHandlerException or UnsupportedHandlerException)
        {
            return new FoundHandler(null, null, e.Message.TrimEnd('.'));
        }
    }
}
