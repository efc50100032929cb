using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using LambdaSim.Resources;
using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Resources.Services;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Templates.Resources;

/// <summary>A resource while it is made: what it says, and what it is made with.</summary>
/// <param name="Resource">As the template has it.</param>
/// <param name="Properties">Its properties, functions worked out.</param>
/// <param name="World">What it is made in.</param>
internal sealed record Making(StackResource Resource, MapNode Properties, BuiltWorld World)
{
    public string LogicalId => Resource.LogicalId;

    public StackInputs Inputs => World.Inputs;

    public ServiceDoor Door => World.Door;

    public Node? this[string property] => Properties[property] is { } node and not LiteralNode { Literal: LiteralKind.Null } ? node : null;

    public string? Text(string property) => this[property] is { } node ? Shaped.Text(node) : null;

    public bool Flag(string property) => this[property] is { } node && Shaped.Flag(node, property);

    public IReadOnlyList<Node> List(string property) => this[property] is { } node ? Shaped.Items(node) : [];

    /// <summary>The name that it is given, or one made for it.</summary>
    public string Name(string property, int longest = 64, bool lower = false) => Text(property) ?? World.Names.Of(LogicalId, longest, lower);

    public Arn Arn(string service, string resource) => new("aws", service, Inputs.Region, Inputs.Account, resource);

    /// <summary>Lists what is kept and does nothing.</summary>
    public void Inert(string property, string why) => World.Note($"{property} of {LogicalId} ({Resource.Type}): {why}");

    /// <summary>An operation of a service, with those of its members that are properties of the same name.</summary>
    /// <param name="service">Whose.</param>
    /// <param name="operation">Its name.</param>
    /// <param name="more">Members that have another name, or none, in the template.</param>
    /// <param name="except">Properties that mean something else.</param>
    public JsonObject Call(string service, string operation, JsonObject? more = null, params ReadOnlySpan<string> except)
    {
        var shape = ServiceEntry.All[service].Operation(operation).Input;
        var input = new JsonObject();
        foreach (var (name, node) in Properties.Members)
        {
            if (!except.Contains(name) && Shaped.Member(shape, name) is { } member && Shape.Of(node, member.Shape, name) is { } value)
            {
                if (member.IsRefused)
                {
                    Inert(name, "not simulated");
                }
                else
                {
                    input[member.Name] = value;
                }
            }
        }

        return Door.Call(service, operation, Merged(input, more));
    }

    /// <summary>An operation of Lambda, in the same way.</summary>
    public JsonObject Lambda(string operation, JsonTypeInfo type, JsonObject? more = null, params ReadOnlySpan<string> except)
    {
        var input = new JsonObject();
        foreach (var property in type.Properties.Where(static p => !p.IsExtensionData))
        {
            if (!except.Contains(property.Name) && this[property.Name] is { } node && Shape.Of(node, type.Options.GetTypeInfo(property.PropertyType), property.Name) is { } value)
            {
                input[property.Name] = value;
            }
        }

        return Door.Lambda(operation, Merged(input, more));
    }

    public Shaped Shape => new((path, _) => Inert(path, "not simulated"));

    /// <summary>Tags as a map: a list of keys and values, or a map already.</summary>
    public JsonObject Tags(string property = "Tags")
    {
        var tags = new JsonObject();
        switch (this[property])
        {
            case MapNode map:
                foreach (var (key, value) in map.Members)
                {
                    tags[key] = Shaped.Text(value);
                }

                break;
            case ListNode list:
                foreach (var tag in list.Items.OfType<MapNode>().Where(static t => t["Key"] is not null))
                {
                    tags[Shaped.Text(tag["Key"]!)] = tag["Value"] is { } value ? Shaped.Text(value) : "";
                }

                break;
        }

        return tags;
    }

    private static JsonObject Merged(JsonObject input, JsonObject? more)
    {
        foreach (var (name, value) in more ?? [])
        {
            if (value is null)
            {
                input.Remove(name);
            }
            else
            {
                input[name] = value.DeepClone();
            }
        }

        return input;
    }
}
