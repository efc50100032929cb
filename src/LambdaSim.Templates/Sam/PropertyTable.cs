using System.Collections;
using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam;

/// <summary>What kinds of value a property may have; an intrinsic function stands for any.</summary>
[Flags]
internal enum Takes
{
    Anything = 0,
    Text = 1,
    Boolean = 2,
    Number = 4,
    List = 8,
    Map = 16,

    /// <summary>No function: the transform must know the value.</summary>
    Literal = 32,
    Required = 64,
}

/// <summary>The properties of a type of SAM's, in the order in which they are checked.</summary>
internal sealed class PropertyTable : IEnumerable<KeyValuePair<string, Takes>>
{
    private readonly OrderedDictionary<string, Takes> _properties = new(StringComparer.Ordinal);

    public void Add(string name, Takes takes = Takes.Anything) => _properties.Add(name, takes);

    public void Add(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _properties.Add(name, Takes.Anything);
        }
    }

    public IEnumerator<KeyValuePair<string, Takes>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Refuses unknown names, missing values and values of a wrong kind.</summary>
    public void Check(string id, string type, MapNode properties)
    {
        if (!id.All(char.IsAsciiLetterOrDigit))
        {
            throw SamFault.Resource(id, "Logical ids must be alphanumeric.", properties);
        }

        foreach (var (name, value) in properties.Members)
        {
            if (!_properties.ContainsKey(name))
            {
                throw SamFault.Resource(id, $"property {name} not defined for resource of type {type}", value);
            }
        }

        foreach (var (name, takes) in _properties)
        {
            if (properties[name] is not { } value)
            {
                if (takes.HasFlag(Takes.Required))
                {
                    throw SamFault.Resource(id, $"Missing required property '{name}'.", properties);
                }
            }
            else if (!Fits(value, takes))
            {
                throw SamFault.Resource(id, $"Type of property '{name}' is invalid.", value);
            }
        }
    }

    private static bool Fits(Node value, Takes takes)
    {
        var kinds = takes & ~(Takes.Literal | Takes.Required);
        if (kinds == Takes.Anything || (!takes.HasFlag(Takes.Literal) && Intrinsic.Is(value)))
        {
            return true;
        }

        return value switch
        {
            TextNode => kinds.HasFlag(Takes.Text),
            ListNode => kinds.HasFlag(Takes.List),
            MapNode => kinds.HasFlag(Takes.Map),
            LiteralNode { Literal: LiteralKind.Boolean } => kinds.HasFlag(Takes.Boolean),
            LiteralNode { Literal: LiteralKind.Number } => kinds.HasFlag(Takes.Number),
            _ => false,
        };
    }
}
