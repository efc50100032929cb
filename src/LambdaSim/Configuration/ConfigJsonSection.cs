namespace LambdaSim.Configuration;

/// <summary>An object of the configuration file as a table: the reader, the error messages and the schema's test all read it.</summary>
internal abstract class ConfigSection(string name)
{
    /// <summary>Its name in the published JSON Schema.</summary>
    public string Name { get; } = name;

    public abstract IReadOnlyList<string> Keys { get; }

    public abstract IReadOnlyList<string> Required { get; }

    protected static ConfigNode RequireMap(ConfigNode node, string what) => node.Kind == ConfigKind.Map ? node : throw node.Expected(what);

    protected ConfigFileException Unknown(ConfigNode node, ConfigMember member) =>
        node.ErrorAt(member, $"unknown key; {Suggestion.For(member.Key, Keys)}");
}

/// <summary>An object that is read key by key into an immutable record.</summary>
internal sealed class ConfigSection<T>(string name, string[] required, params (string Key, Func<T, ConfigNode, T> Read)[] keys) : ConfigSection(name)
{
    public override IReadOnlyList<string> Keys { get; } = [.. keys.Select(static k => k.Key)];

    public override IReadOnlyList<string> Required { get; } = required;

    public T Read(ConfigNode node, T start, Action<T>? validate = null)
    {
        RequireMap(node, $"an object with the keys {string.Join(", ", Keys)}");
        foreach (var member in node.Members)
        {
            Find(node, member);
        }

        foreach (var key in Required)
        {
            if (!node.Members.Exists(m => m.Key == key))
            {
                throw node.Error($"the key \"{key}\" is missing");
            }
        }

        var value = Apply(node, start, node.Members.Count);
        if (validate is not null && Refusal(validate, value) is { } refusal)
        {
            throw Locate(node, start, validate, refusal);
        }

        return value;
    }

    /// <summary>Puts a refusal at the first key whose value brings it about.</summary>
    private ConfigFileException Locate(ConfigNode node, T start, Action<T> validate, Exception refusal)
    {
        for (var count = 1; count <= node.Members.Count; count++)
        {
            if (Refusal(validate, Apply(node, start, count)) is { } earlier && earlier.Message == refusal.Message)
            {
                return node.Members[count - 1].Value.Error(refusal.Message, refusal);
            }
        }

        return node.Error(refusal.Message, refusal);
    }

    private T Apply(ConfigNode node, T start, int count)
    {
        for (var i = 0; i < count; i++)
        {
            start = Find(node, node.Members[i])(start, node.Members[i].Value);
        }

        return start;
    }

    private Func<T, ConfigNode, T> Find(ConfigNode node, ConfigMember member)
    {
        foreach (var (key, read) in keys)
        {
            if (key == member.Key)
            {
                return read;
            }
        }

        throw Unknown(node, member);
    }

    private static Exception? Refusal(Action<T> validate, T value)
    {
        try
        {
            validate(value);
            return null;
        }
        catch (Exception e) when (e is LambdaServiceException or SimulationConfigException)
        {
            return e;
        }
    }
}

/// <summary>A value that is one of several kinds: a name, or an object with exactly one key that names the kind.</summary>
internal sealed class ConfigChoice<T>(string name, (string Name, T Value)[] names, params (string Key, Func<ConfigNode, T> Read)[] keys) : ConfigSection(name)
{
    public override IReadOnlyList<string> Keys { get; } = [.. keys.Select(static k => k.Key)];

    public override IReadOnlyList<string> Required => [];

    public IReadOnlyList<string> Names { get; } = [.. names.Select(static n => n.Name)];

    public T Read(ConfigNode node, Func<ConfigNode, T>? text = null)
    {
        if (node.Kind == ConfigKind.Text)
        {
            foreach (var (known, value) in names)
            {
                if (known == node.Text)
                {
                    return value;
                }
            }

            return text is not null ? text(node) : throw node.Error($"\"{ConfigNode.Cut(node.Text)}\" is not known here; {Suggestion.For(node.Text, Names)}");
        }

        RequireMap(node, names.Length > 0 ? $"one of {string.Join(", ", Names)}, or an object with one of the keys {string.Join(", ", Keys)}" : $"a duration such as \"100ms\", or an object with one of the keys {string.Join(", ", Keys)}");
        foreach (var member in node.Members)
        {
            if (!Keys.Contains(member.Key, StringComparer.Ordinal))
            {
                throw Unknown(node, member);
            }
        }

        if (node.Members.Count != 1)
        {
            throw node.Error($"expected exactly one of the keys {string.Join(", ", Keys)}");
        }

        var only = node.Members[0];
        return keys.First(k => k.Key == only.Key).Read(only.Value);
    }
}
