namespace LambdaSim.Configuration;

/// <summary>Build outputs in a configuration file.</summary>
internal static class ConfigDeployed
{
    public const string Key = "deployed";

    private static readonly ConfigSection<DeployedOutput> Output = new(
        "deployedOutput",
        ["folder", "handler"],
        ("folder", static (o, node) => o with { Folder = Text(node, "a folder, relative to the file's own") }),
        ("handler", static (o, node) => o with { Handler = Text(node, "a handler string such as \"Orders::Orders.Function::Handle\"") }));

    public static IReadOnlyList<ConfigSection> Sections { get; } = [Output];

    public static SortedDictionary<string, DeployedOutput> Read(ConfigNode node)
    {
        if (node.Kind != ConfigKind.Map)
        {
            throw node.Expected("an object with one entry a function");
        }

        var outputs = new SortedDictionary<string, DeployedOutput>(StringComparer.Ordinal);
        foreach (var (name, _, value) in node.Members)
        {
            try
            {
                FunctionName.Check(name);
            }
            catch (LambdaServiceException e)
            {
                throw value.Error(e.Message.Split(": ", 2)[^1], e);
            }

            outputs.Add(name, Output.Read(value, new DeployedOutput("", "")));
        }

        return outputs;
    }

    private static string Text(ConfigNode node, string what) => node.String(what) is var text && text.AsSpan().Trim().Length > 0 ? text : throw node.Expected(what);
}
