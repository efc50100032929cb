using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources;

/// <summary>A resource that exists: what <c>Ref</c> and <c>Fn::GetAtt</c> give of it.</summary>
/// <param name="Ref">Its physical id, or what its type gives in its place.</param>
internal sealed record Made(string Ref)
{
    private readonly Dictionary<string, Node> _attributes = new(StringComparer.Ordinal);

    /// <summary>Where its type is not known, any attribute has a value that looks like one.</summary>
    public Func<string, string>? Otherwise { get; init; }

    public IEnumerable<string> Attributes => _attributes.Keys.Order(StringComparer.Ordinal);

    public Made With(string attribute, string? value)
    {
        if (value is not null)
        {
            _attributes[attribute] = Node.Of(value);
        }

        return this;
    }

    public Made With(string attribute, Node value)
    {
        _attributes[attribute] = value;
        return this;
    }

    public Node? Attribute(string name) => _attributes.GetValueOrDefault(name) ?? (Otherwise is null ? null : Node.Of(Otherwise(name)));
}
