using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.StateMachines;

/// <summary>A definition as text. Functions of CloudFormation inside it become substitutions, which it takes in text.</summary>
internal static class StateMachineDefinition
{
    public static MapNode Of(SamResource machine, SamContext context)
    {
        var (definition, uri) = (machine["Definition"], machine["DefinitionUri"]);
        if (definition is not null && uri is not null)
        {
            throw machine.Invalid("Specify either 'Definition' or 'DefinitionUri' property and not both.", uri);
        }

        var given = machine["DefinitionSubstitutions"];
        if (uri is not null)
        {
            return Node.Map(("DefinitionS3Location", Location(machine, uri, context)), ("DefinitionSubstitutions", given));
        }

        if (definition is null)
        {
            throw machine.Invalid("Either 'Definition' or 'DefinitionUri' property must be specified.");
        }

        var substitutions = new MapBuilder(given as MapNode ?? MapNode.Empty);
        var put = new Substitution(substitutions).In(definition);
        var lines = PrettyJson.Lines(StableHash.Sorted(put)).Select(l => (Node)Node.Of(l)).ToArray();
        return Node.Map(
            ("DefinitionString", Node.Map(("Fn::Join", Node.List(Node.Of("\n"), Node.List(lines))))),
            ("DefinitionSubstitutions", substitutions.Count == 0 ? null : substitutions.ToNode(default)));
    }

    private static Node Location(SamResource machine, Node uri, SamContext context)
    {
        if (context.Inputs.KeepsLocalPaths && S3Location.LocalPath(uri) is { } path)
        {
            return path;
        }

        var place = S3Location.Read(machine.Id, "DefinitionUri", uri, "DefinitionUri");
        return Node.Map(("Bucket", place.Bucket), ("Key", place.Key), ("Version", place.Version));
    }

    private sealed class Substitution(MapBuilder made)
    {
        private int _number;

        public Node In(Node node)
        {
            switch (node)
            {
                case MapNode map when Intrinsic.TryRead(map, out var call) && call.Name != "Fn::Transform":
                    var name = Text.Invariant($"definition_substitution_{++_number}");
                    made.Set(name, map);
                    return Node.Of("${" + name + "}");
                case MapNode map:
                    var result = new MapBuilder();
                    foreach (var (key, value) in map.Members.OrderBy(m => m.Key, StringComparer.Ordinal))
                    {
                        result.Set(key, In(value));
                    }

                    return result.ToNode(map.Place);
                case ListNode list:
                    return new ListNode([.. list.Items.Select(In)], list.Place);
                default:
                    return node;
            }
        }
    }
}
