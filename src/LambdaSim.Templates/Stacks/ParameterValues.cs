using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Parameters;

namespace LambdaSim.Templates.Stacks;

/// <summary>The parameters of a template with their values: given, by default, or made up.</summary>
internal sealed class ParameterValues
{
    private readonly OrderedDictionary<string, Node> _values = new(StringComparer.Ordinal);
    private readonly List<string> _madeUp = [];

    public static ParameterValues Of(MapNode? section, StackInputs inputs, string file)
    {
        var result = new ParameterValues();
        var definitions = (section?.Members ?? []).Select(m => ParameterDefinition.Read(m.Key, m.Value)).ToArray();
        if (inputs.Parameters.Keys.Order(StringComparer.Ordinal).FirstOrDefault(k => definitions.All(d => d.Name != k)) is { } unknown)
        {
            throw Fault.At(new Place(file, 0, 0), $"Parameters: [{unknown}] do not exist in the template", Configuration.NearestName.Hint(unknown, definitions.Select(d => d.Name), "the template declares none"));
        }

        var missing = definitions.Where(d => result.Add(d, inputs) is false).ToArray();
        return missing.Length == 0
            ? result
            : throw new TemplateException([.. missing.Select(d => Fault.Error(d.Place, $"Parameters: [{d.Name}] must have values", "give one, or ask for made-up values"))]);
    }

    /// <summary>The parameters whose values nobody gave.</summary>
    public IReadOnlyList<string> MadeUp => _madeUp;

    public IEnumerable<string> Names => _values.Keys;

    public Node? this[string name] => _values.GetValueOrDefault(name);

    private bool Add(ParameterDefinition definition, StackInputs inputs)
    {
        var given = inputs.Parameters.TryGetValue(definition.Name, out var own) ? own : definition.Default is { } node ? Scalar(node) : null;
        if (given is not null && definition.IsStored)
        {
            given = inputs.Stored.TryGetValue("ssm:" + given, out var stored) ? stored
                : inputs.MakesUpValues ? MakeUp(definition)
                : throw Fault.At(definition.Place, $"Parameter '{definition.Name}' names the parameter '{given}' of Parameter Store, whose value was not given", $"give it as ssm:{given}");
        }

        if (given is null && inputs.MakesUpValues)
        {
            given = MakeUp(definition);
        }

        if (given is null)
        {
            return false;
        }

        // A made-up value need not fit a pattern: nobody can invert one.
        _values[definition.Name] = _madeUp.Contains(definition.Name) ? definition.Unchecked(given) : definition.Value(given, definition.Default?.Place ?? definition.Place);
        return true;
    }

    private string MakeUp(ParameterDefinition definition)
    {
        _madeUp.Add(definition.Name);
        return definition.MadeUp();
    }

    private static string Scalar(Node node) => node switch
    {
        TextNode text => text.Text,
        LiteralNode literal => literal.Json,
        ListNode list => string.Join(',', list.Items.Select(Scalar)),
        _ => throw Fault.At(node, $"a parameter's Default is text or a number, and this is {node.Kind}"),
    };
}
