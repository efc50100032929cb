using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources;

/// <summary>The properties of a type: a word each, <c>Name!</c> where it is required, <c>~Name</c> where the simulation keeps it and nothing feels it.</summary>
internal sealed class PropertyList
{
    private readonly string[] _names;
    private readonly string[] _required;
    private readonly HashSet<string> _inert;

    public PropertyList(string words)
    {
        var all = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _names = [.. all.Select(static w => w.Trim('!', '~')).Order(StringComparer.Ordinal)];
        _required = [.. all.Where(static w => w.EndsWith('!')).Select(static w => w.Trim('!', '~'))];
        _inert = all.Where(static w => w.StartsWith('~')).Select(static w => w.Trim('!', '~')).ToHashSet(StringComparer.Ordinal);
    }

    public bool IsInert(string name) => _inert.Contains(name);

    /// <summary>What is wrong with the names of a resource's properties, before any value is worked out.</summary>
    public IEnumerable<TemplateError> Check(Stacks.StackResource resource)
    {
        var properties = resource.Properties;
        foreach (var (name, value) in properties.Members.Where(m => !_names.Contains(m.Key, StringComparer.Ordinal)))
        {
            yield return Fault.Error(value.Place, $"Encountered unsupported property {name}", Configuration.NearestName.Hint(name, _names), resource.LogicalId);
        }

        foreach (var name in _required.Where(n => !properties.Has(n)))
        {
            yield return Fault.Error(resource.Place, $"Property {name} cannot be empty.", $"{resource.Type} needs it", resource.LogicalId);
        }
    }
}
