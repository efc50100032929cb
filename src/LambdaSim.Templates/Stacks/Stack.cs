using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Stacks;

/// <summary>A template with its parameters' values: conditions decided, loops unrolled, resources in the order in which they are made.</summary>
internal sealed class Stack
{
    private readonly ConditionTable _conditions;

    private Stack(MapNode template, StackInputs inputs, ParameterValues parameters)
    {
        (Inputs, Parameters) = (inputs, parameters);
        var names = new NameValues(this);
        Template = Sections.Transforms(template).Contains("AWS::LanguageExtensions") ? Unrolled(template, names) : template;
        _conditions = new ConditionTable(Sections.Of(Template, "Conditions"));
        var resources = Sections.Of(Template, "Resources");
        if (resources is null or { Count: 0 })
        {
            throw Fault.At(Template, "Template format error: At least one Resources member must be defined.", "begin with Resources:");
        }

        Resources = ResourceTable.Read(resources, names.Condition, parameters.Names.ToHashSet(StringComparer.Ordinal));
    }

    public StackInputs Inputs { get; }

    public ParameterValues Parameters { get; }

    /// <summary>The template with its loops unrolled.</summary>
    public MapNode Template { get; }

    /// <summary>The resources whose conditions hold, each after those that it depends on.</summary>
    public IReadOnlyList<StackResource> Resources { get; }

    public static Stack Of(MapNode template, StackInputs inputs, string file)
    {
        Sections.Checked(template);
        return new Stack(template, inputs, ParameterValues.Of(Sections.Of(template, "Parameters"), inputs, file));
    }

    /// <summary>What names stand for, with resources as <paramref name="resources"/> knows them.</summary>
    public IValues Values(IResourceValues resources) => new NameValues(this, resources);

    private static MapNode Unrolled(MapNode template, NameValues names)
    {
        var loops = new LoopExpansion(new Evaluator(names).Evaluate);
        foreach (var name in new[] { "Conditions", "Resources", "Outputs" })
        {
            if (template[name] is { } section)
            {
                template = template.With(name, loops.Expand(section));
            }
        }

        return template;
    }

    private sealed class NameValues(Stack stack, IResourceValues? resources = null) : IValues
    {
        public Node? Ref(string name, Place place) =>
            stack.Parameters[name] ?? PseudoParameters.Value(name, stack.Inputs) ?? resources?.Ref(name, place);

        public Node? Attribute(string logicalId, string attribute, Place place) => resources?.Attribute(logicalId, attribute, place);

        public Node? Export(string name) => stack.Inputs.Exports.TryGetValue(name, out var value) ? Node.Of(value) : stack.Inputs.MakesUpValues ? Node.Of(name) : null;

        public MapNode? Mapping(string name) => Sections.Of(stack.Template, "Mappings")?[name] as MapNode;

        public bool? Condition(string name, Place place) => stack._conditions.Holds(name, new Evaluator(this), place);

        public string? Dynamic(string service, string reference) => StoredValues.Find(stack.Inputs, service, reference) ?? (stack.Inputs.MakesUpValues ? "made-up" : null);
    }
}

/// <summary>What resources are called once they exist.</summary>
internal interface IResourceValues
{
    Node? Ref(string logicalId, Place place);

    Node? Attribute(string logicalId, string attribute, Place place);
}
