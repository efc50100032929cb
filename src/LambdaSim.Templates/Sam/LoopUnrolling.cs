using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Templates.Sam;

/// <summary>Loops of the language extensions, unrolled before the transform where the template names them before it: the resources in them are SAM's.</summary>
internal static class LoopUnrolling
{
    private const string Extensions = "AWS::LanguageExtensions";

    public static MapNode Apply(MapNode template, SamInputs inputs)
    {
        var transforms = Sections.Transforms(template);
        if (transforms is not [Extensions, ..] && !transforms.TakeWhile(t => t != SamTransform.Name).Contains(Extensions, StringComparer.Ordinal))
        {
            return template;
        }

        var loops = new LoopExpansion(new Evaluator(new ParameterNames(template, inputs)).Evaluate);
        foreach (var section in new[] { "Conditions", "Resources", "Outputs" })
        {
            if (template[section] is { } value)
            {
                template = template.With(section, loops.Expand(value));
            }
        }

        return template;
    }

    // What a loop goes over is known before anything is made: parameters and mappings.
    private sealed class ParameterNames(MapNode template, SamInputs inputs) : IValues
    {
        private readonly ParameterRefs _parameters = new(template, inputs);

        public Node? Ref(string name, Place place) =>
            _parameters[name] is TextNode text && IsList(name) ? Node.List([.. text.Text.Split(',').Select(t => Node.Of(t.Trim()))]) : _parameters[name];

        public Node? Attribute(string logicalId, string attribute, Place place) => null;

        public Node? Export(string name) => null;

        public MapNode? Mapping(string name) => (template["Mappings"] as MapNode)?[name] as MapNode;

        public bool? Condition(string name, Place place) => null;

        public string? Dynamic(string service, string reference) => null;

        private bool IsList(string name) =>
            ((template["Parameters"] as MapNode)?[name] as MapNode)?["Type"] is TextNode { Text: var type }
            && (type == "CommaDelimitedList" || type.Contains("List<", StringComparison.Ordinal));
    }
}
