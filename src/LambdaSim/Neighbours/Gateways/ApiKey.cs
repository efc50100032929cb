namespace LambdaSim.Neighbours.Gateways;

/// <summary>What a client of a REST API names itself by, in the header <c>x-api-key</c>.</summary>
public sealed class ApiKey
{
    internal ApiKey(string id, string name, string value) => (Id, Name, Value) = (id, name, value);

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; internal set; }

    /// <summary>What the header says.</summary>
    public string Value { get; }

    /// <summary>Whether it opens anything.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>A value of forty letters and digits, the same in each run.</summary>
    internal static string ValueOf(string seed) => string.Concat(Enumerable.Range(0, 4).Select(i => ProxyEvent.Identifier(Configuration.Text.Invariant($"{seed}/value/{i}"))));
}
