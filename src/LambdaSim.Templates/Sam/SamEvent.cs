using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>An event of a function or state machine, as its type is asked to translate it.</summary>
/// <param name="Owner">The function or state machine.</param>
/// <param name="Name">The event's name in <c>Events</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Properties">Its properties, without nulls.</param>
/// <param name="Target">What refers to the function or its alias: the function's name for permissions, <c>Ref</c> of the state machine.</param>
/// <param name="TargetId">The logical id that <paramref name="Target"/> refers to: the function, its alias, the state machine.</param>
/// <param name="Arn">The ARN of the same.</param>
/// <param name="Role">The role that SAM makes for the function, which events add rights to; null where the template gives one.</param>
internal sealed record SamEvent(SamResource Owner, string Name, string Type, MapNode Properties, Node Target, string TargetId, Node Arn, RoleDraft? Role)
{
    /// <summary>The logical id that the event's resources begin with.</summary>
    public string Id => Owner.Id + Name;

    /// <summary>Attributes that each resource of the event inherits.</summary>
    public MapNode Inherited => Owner.Inherited;

    public Node? this[string property] => Properties[property];

    /// <summary>An error of the event, by its name.</summary>
    public SamFault Invalid(string text, Node? at = null) => SamFault.Event(Owner.Id, Name, text, at ?? Properties);

    /// <summary>An error of the event, by the logical id that its resources begin with, as some of SAM's texts have it.</summary>
    public SamFault InvalidById(string text, Node? at = null) => SamFault.Event(Owner.Id, Id, text, at ?? Properties);

    /// <summary>The permission that lets a service call the function.</summary>
    public MapNode Permission(string principal, params ReadOnlySpan<(string Key, Node? Value)> more)
    {
        var map = new MapBuilder();
        map.Set("Action", Node.Of("lambda:InvokeFunction"));
        map.Set("FunctionName", Target);
        map.Set("Principal", Node.Of(principal));
        foreach (var (key, value) in more)
        {
            if (value is not null)
            {
                map.Set(key, value);
            }
        }

        return map.ToNode(default);
    }
}
