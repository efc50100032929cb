using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Policies;

/// <summary>SAM's policy templates: a name with parameters stands for statements.</summary>
internal static class PolicyTemplates
{
    private static readonly Dictionary<string, string[]> Templates = PolicyTemplateList.Lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(" | "))
        .ToDictionary(parts => parts[0], parts => parts[1..], StringComparer.Ordinal);

    public static bool Knows(string name) => Templates.ContainsKey(name);

    /// <summary>The policy that a template stands for, with its parameters put in.</summary>
    public static Node Document(string owner, string name, Node given)
    {
        if (given is not (MapNode or LiteralNode { Literal: LiteralKind.Null }))
        {
            throw SamFault.Resource(owner, $"Must specify valid parameter values for policy template '{name}'", given);
        }

        var parameters = given as MapNode ?? MapNode.Empty;
        var statements = Templates[name];
        var missing = statements.SelectMany(Names).Distinct(StringComparer.Ordinal).Where(n => Make.IsNull(parameters[n])).ToArray();
        if (missing.Length > 0)
        {
            throw SamFault.Resource(owner, $"Following required parameters of template '{name}' don't have values: [{string.Join(", ", missing.Select(m => $"'{m}'"))}]", given);
        }

        return Node.Map(("Statement", Node.List([.. statements.Select(s => Statement(s, parameters))])));
    }

    private static IEnumerable<string> Names(string statement)
    {
        for (var open = statement.IndexOf('{', StringComparison.Ordinal); open >= 0; open = statement.IndexOf('{', open + 1))
        {
            yield return statement[(open + 1)..statement.IndexOf('}', open)];
        }
    }

    private static MapNode Statement(string text, MapNode parameters)
    {
        var at = text.IndexOf(" @ ", StringComparison.Ordinal);
        var (resources, condition) = text[(at + 3)..].Split(" ? ") is [var first, var second] ? (first, second) : (text[(at + 3)..], null);
        var map = new MapBuilder();
        map.Set("Effect", Node.Of("Allow"));
        map.Set("Action", Actions(text[..at]));
        map.Set("Resource", resources.StartsWith('[')
            ? Node.List([.. resources[1..^1].Split(' ').Select(r => Resource(r, parameters))])
            : Resource(resources, parameters));
        if (condition is not null)
        {
            var equals = condition.IndexOf('=', StringComparison.Ordinal);
            map.Set("Condition", Node.Map(("StringEquals", Node.Map((condition[..equals], Resource(condition[(equals + 1)..], parameters))))));
        }

        return map.ToNode(default);
    }

    private static Node Actions(string text)
    {
        if (text.StartsWith('!'))
        {
            return Node.Of(text[1..]);
        }

        var service = text[..text.IndexOf(':', StringComparison.Ordinal)];
        return Make.Texts([.. text[(service.Length + 1)..].Split(' ').Select(a => service + ":" + a)]);
    }

    private static Node Resource(string text, MapNode parameters)
    {
        if (text == "*")
        {
            return Node.Of(text);
        }

        var variables = new MapBuilder();
        foreach (var name in Names(text))
        {
            var variable = char.ToLowerInvariant(name[0]) + name[1..];
            variables.Set(variable, parameters[name]!);
            text = text.Replace("{" + name + "}", "${" + variable + "}", StringComparison.Ordinal);
        }

        var arn = text.IndexOf(":::", StringComparison.Ordinal) is > 0 and var global ? "arn:${AWS::Partition}:" + text[..global] + ":::" + text[(global + 3)..]
            : text.IndexOf("::", StringComparison.Ordinal) is > 0 and var local ? "arn:${AWS::Partition}:" + text[..local] + ":${AWS::Region}:${AWS::AccountId}:" + text[(local + 2)..]
            : text;
        return variables.Count == 0 ? Make.Sub(arn) : Node.Map(("Fn::Sub", Node.List(Node.Of(arn), variables.ToNode(default))));
    }
}
