using LambdaSim.Templates.Handlers;
using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Resources.Services;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Templates.Resources;

/// <summary>A world on its way from a template: what exists of it so far.</summary>
internal sealed class BuiltWorld(Simulation simulation, StackInputs inputs, HandlerSource handlers) : IResourceValues
{
    private readonly Dictionary<string, Made> _made = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    public Simulation Simulation { get; } = simulation;

    public StackInputs Inputs { get; } = inputs;

    public HandlerSource Handlers { get; } = handlers;

    public PhysicalName Names { get; } = new(inputs);

    public ServiceDoor Door { get; } = new(simulation);

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Resources of known types that say what is not simulated, and what that is.</summary>
    public Dictionary<string, string> LeftOut { get; } = new(StringComparer.Ordinal);

    /// <summary>APIs whose methods are described elsewhere: nobody knows them.</summary>
    public HashSet<string> UnknownApis { get; } = new(StringComparer.Ordinal);

    /// <summary>Versions of layers that the template makes.</summary>
    public HashSet<string> Layers { get; } = new(StringComparer.Ordinal);

    public void LeaveOut(string logicalId, string why) => LeftOut[logicalId] = why.TrimEnd('.');

    public void Note(string line)
    {
        if (!_notes.Contains(line, StringComparer.Ordinal))
        {
            _notes.Add(line);
        }
    }

    public void Add(string logicalId, Made made) => _made[logicalId] = made;

    public bool Has(string logicalId) => _made.ContainsKey(logicalId);

    public Node? Ref(string logicalId, Place place) => _made.TryGetValue(logicalId, out var made) ? Node.Of(made.Ref, place) : null;

    public Node? Attribute(string logicalId, string attribute, Place place) => !_made.TryGetValue(logicalId, out var made) ? null
        : made.Attribute(attribute) ?? throw Fault.At(
            place, $"Template error: resource {logicalId} does not support attribute type {attribute} in Fn::GetAtt",
            Configuration.NearestName.Hint(attribute, made.Attributes, "its type has no attributes"));
}
