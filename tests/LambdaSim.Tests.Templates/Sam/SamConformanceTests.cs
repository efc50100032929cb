namespace LambdaSim.Tests.Templates.Sam;

/// <summary>What SAM itself makes of templates, recorded: half of the project's own cases.</summary>
public sealed class SamConformanceTests
{
    private const string Folder = "conformance/sam";

    // Name of a case, and why it may differ.
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal);

    [Fact]
    public void Recorded_templates_become_what_SAM_makes_of_them()
    {
        var (all, wrong) = Compared();
        var unexpected = wrong.Where(w => !Exceptions.ContainsKey(w.Name)).ToArray();
        Assert.True(unexpected.Length == 0, string.Join('\n', unexpected.Take(20).SelectMany(w => w.Differences.Take(4).Prepend(w.Name))));
        Assert.True(wrong.Count <= all / 20, $"{wrong.Count} of {all} cases differ");
    }

    [Fact]
    public void A_case_that_is_equal_is_no_exception() => Assert.Empty(Exceptions.Keys.Except(Compared().Wrong.Select(w => w.Name)));

    private static (int All, List<(string Name, IReadOnlyList<string> Differences)> Wrong) Compared()
    {
        var root = Path.GetDirectoryName(Shared.Path(Folder + "/LICENSE"))!;
        var wrong = new List<(string, IReadOnlyList<string>)>();
        var all = 0;
        foreach (var input in Directory.GetFiles(Path.Combine(root, "input"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(input);
            var text = File.ReadAllText(input);
            all++;
            var differences = SamCase.Differences(text, File.ReadAllText(Path.Combine(root, "output", name + ".json")));
            if (differences.Count > 0)
            {
                wrong.Add((name, differences));
            }
        }

        return (all, wrong);
    }
}
