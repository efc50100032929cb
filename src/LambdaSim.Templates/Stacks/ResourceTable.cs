using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Stacks;

/// <summary>
/// The resources of a template whose conditions hold, each after what it depends on; unknown names and cycles are errors before anything is built.
/// </summary>
internal static class ResourceTable
{
    private const int MostResources = 500;

    private static readonly string[] Members =
    [
        "Condition", "CreationPolicy", "DeletionPolicy", "DependsOn", "Metadata", "Properties", "Type", "UpdatePolicy", "UpdateReplacePolicy",
    ];

    public static IReadOnlyList<StackResource> Read(MapNode section, Func<string, Place, bool?> condition, IReadOnlySet<string> parameters)
    {
        RequireFew(section);
        var errors = new List<TemplateError>();
        var kept = new OrderedDictionary<string, MapNode>(StringComparer.Ordinal);
        foreach (var (id, node) in section.Members)
        {
            if (Problem(id, node) is { } problem)
            {
                errors.Add(problem);
            }
            else if (node is MapNode map && Exists(id, map, condition, errors))
            {
                kept.Add(id, map);
            }
        }

        var all = section.Keys.ToHashSet(StringComparer.Ordinal);
        var resources = kept.Select(r => Resource(r.Key, r.Value, kept, all, parameters, errors)).ToArray();
        return errors.Count > 0 ? throw new TemplateException(errors) : Ordered(resources);
    }

    /// <summary>What CloudFormation takes of resources.</summary>
    /// <exception cref="TemplateException">There are more.</exception>
    public static void RequireFew(MapNode? section)
    {
        if (section?.Count > MostResources)
        {
            throw Fault.At(section, Text.Invariant($"Template format error: Number of resources, {section.Count}, is greater than maximum allowed, {MostResources}"), "split it into several stacks");
        }
    }

    private static TemplateError? Problem(string id, Node node)
    {
        if (id.Length is 0 or > 255 || !id.All(char.IsAsciiLetterOrDigit))
        {
            return Fault.Error(node.Place, $"Template format error: Resource name {id} is non alphanumeric.", "use letters and digits alone", id);
        }

        if (node is not MapNode map)
        {
            return Fault.Error(node.Place, $"Template format error: a resource is a map with Type and Properties, and this is {node.Kind}", null, id);
        }

        if (map["Type"] is not TextNode)
        {
            return Fault.Error(map.Place, $"Template format error: [/Resources/{id}] Every Resources object must contain a Type member.", "write Type: AWS::Lambda::Function, or what it is", id);
        }

        if (map.Keys.FirstOrDefault(k => !Members.Contains(k, StringComparer.Ordinal)) is { } unknown)
        {
            return Fault.Error(map[unknown]!.Place, $"Invalid template resource property '{unknown}'", Configuration.NearestName.Hint(unknown, Members) + "; what belongs to the type stands under Properties", id);
        }

        return map["Properties"] is { } properties and not MapNode and not LiteralNode { Literal: LiteralKind.Null }
            ? Fault.Error(properties.Place, $"Template format error: Properties is a map, and this is {properties.Kind}", null, id)
            : null;
    }

    private static bool Exists(string id, MapNode node, Func<string, Place, bool?> condition, List<TemplateError> errors)
    {
        if (node["Condition"] is not { } name)
        {
            return true;
        }

        if (name is not TextNode text)
        {
            errors.Add(Fault.Error(name.Place, "Template format error: Every Condition member must be a string.", null, id));
            return false;
        }

        if (condition(text.Text, text.Place) is { } holds)
        {
            return holds;
        }

        errors.Add(Fault.Error(text.Place, $"Template format error: Unresolved condition dependency {text.Text} in the Resources block of the template", "define it under Conditions", id));
        return false;
    }

    private static StackResource Resource(
        string id, MapNode node, OrderedDictionary<string, MapNode> kept, HashSet<string> all, IReadOnlySet<string> parameters, List<TemplateError> errors)
    {
        var needs = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (name, place) in Named(node["DependsOn"], id, errors))
        {
            Need(name, place);
        }

        foreach (var part in new[] { node["Properties"], node["UpdatePolicy"] }.OfType<Node>())
        {
            foreach (var reference in References.In(part).Where(r => !r.IsCondition))
            {
                if (reference.Attribute is null && (parameters.Contains(reference.Name) || PseudoParameters.Names.Contains(reference.Name, StringComparer.Ordinal)))
                {
                    continue;
                }

                Need(reference.Name, reference.Place);
            }
        }

        return new StackResource(id, ((TextNode)node["Type"]!).Text, node, [.. needs.Keys]);

        // A resource that its condition leaves out may be named in a branch that is left out as well: only working it out tells.
        void Need(string name, Place place)
        {
            if (kept.ContainsKey(name))
            {
                needs.TryAdd(name, true);
            }
            else if (!all.Contains(name))
            {
                errors.Add(Fault.Error(
                    place, $"Template format error: Unresolved resource dependencies [{name}] in the Resources block of the template",
                    Configuration.NearestName.Hint(name, all.Concat(parameters).Order(StringComparer.Ordinal)), id));
            }
        }
    }

    private static IEnumerable<(string Name, Place Place)> Named(Node? node, string id, List<TemplateError> errors)
    {
        var items = node switch
        {
            null => [],
            ListNode list => list.Items,
            _ => [node],
        };
        foreach (var item in items)
        {
            if (item is TextNode text)
            {
                yield return (text.Text, text.Place);
            }
            else
            {
                errors.Add(Fault.Error(item.Place, $"Template format error: DependsOn takes names of resources, and this is {item.Kind}", null, id));
            }
        }
    }

    // Resources in the template's order, each after what it needs; without recursion, since a chain may be as long as the template.
    private static List<StackResource> Ordered(StackResource[] resources)
    {
        var byId = resources.ToDictionary(r => r.LogicalId, StringComparer.Ordinal);
        var ordered = new List<StackResource>(resources.Length);
        var state = new Dictionary<string, bool>(StringComparer.Ordinal);
        var path = new Stack<(StackResource Resource, int Next)>();
        foreach (var start in resources.Where(r => !state.ContainsKey(r.LogicalId)))
        {
            path.Push((start, 0));
            state[start.LogicalId] = false;
            while (path.TryPop(out var step))
            {
                if (step.Next == step.Resource.DependsOn.Count)
                {
                    state[step.Resource.LogicalId] = true;
                    ordered.Add(step.Resource);
                    continue;
                }

                path.Push((step.Resource, step.Next + 1));
                var need = step.Resource.DependsOn[step.Next];
                if (!state.TryGetValue(need, out var done))
                {
                    state[need] = false;
                    path.Push((byId[need], 0));
                }
                else if (!done)
                {
                    throw Cycle(need, [.. path.Select(p => p.Resource).Reverse()]);
                }
            }
        }

        return ordered;
    }

    private static TemplateException Cycle(string id, IReadOnlyList<StackResource> path)
    {
        var circle = path.SkipWhile(r => r.LogicalId != id).ToArray();
        return Fault.At(
            circle[0].Place, $"Circular dependency between resources: [{string.Join(", ", circle.Select(r => r.LogicalId))}]",
            $"{circle[0].LogicalId} needs {string.Join(", which needs ", circle.Skip(1).Select(r => r.LogicalId).Append(id))}: take one of these references out", circle[0].LogicalId);
    }
}
