using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Implicit;

/// <summary>Which functions use which paths of which APIs: an API, and a path, exists where one of them does.</summary>
internal sealed class ApiUsers
{
    // CloudFormation's Fn::Or takes two to ten conditions.
    private const int MostOfOr = 10;

    private readonly List<(string Api, string Path, MapNode User)> _uses = [];

    public void Add(string api, string path, MapNode user) => _uses.Add((api, path, user));

    public bool Has(string api) => _uses.Exists(u => u.Api == api);

    /// <summary>The condition of the API; null where a function without one uses it.</summary>
    public string? Condition(string api, string name, SamContext context) => Combined(_uses.Where(u => u.Api == api), name, context);

    public string? PathCondition(string api, string path, SamContext context) => Combined(
        _uses.Where(u => u.Api == api && u.Path == path),
        api + path.Replace("/", "SLASH", StringComparison.Ordinal).Replace("{", "OB", StringComparison.Ordinal).Replace("}", "CB", StringComparison.Ordinal) + "PathCondition",
        context);

    /// <summary>A policy that keeps the API as long as one of its functions is kept.</summary>
    public string? Policy(string api, string attribute)
    {
        var given = _uses.Where(u => u.Api == api).Select(u => Make.Text(u.User[attribute])).ToArray();
        return given.Contains("Retain") ? "Retain"
            : given.Contains("Delete") ? "Delete"
            : null;
    }

    private static string? Combined(IEnumerable<(string Api, string Path, MapNode User)> uses, string name, SamContext context)
    {
        var conditions = uses.Select(u => Make.Text(u.User["Condition"])).Distinct().ToArray();
        return conditions.Contains(null) ? null : conditions.Length switch
        {
            0 => null,
            1 => conditions[0],
            _ => Or([.. conditions.Select(c => c!).Order(StringComparer.Ordinal)], name, context),
        };
    }

    private static string Or(IReadOnlyList<string> conditions, string name, SamContext context)
    {
        if (conditions.Count <= MostOfOr)
        {
            context.AddCondition(name, Any(conditions));
            return name;
        }

        // More than ten are told apart into groups; what is left over goes with the groups.
        var groups = new List<string>();
        foreach (var group in conditions.Chunk(MostOfOr))
        {
            if (group.Length == 1)
            {
                groups.Insert(0, group[0]);
                continue;
            }

            var part = name + Text.Of(groups.Count + 1);
            context.AddCondition(part, Any(group));
            groups.Add(part);
        }

        return Or(groups, name, context);
    }

    private static MapNode Any(IReadOnlyList<string> conditions) =>
        Node.Map(("Fn::Or", Node.List([.. conditions.Select(c => Node.Map(("Condition", Node.Of(c))))])));
}
