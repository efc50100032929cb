using System.Globalization;
using System.Text;
using LambdaSim.Deployed.Weaving;
using LambdaSim.Tests.Deployed.Framework;

namespace LambdaSim.Tests.Deployed.Structure;

/// <summary>docs/deployed-members.md is what the table of redirections says.</summary>
public sealed class MemberPageTests
{
    [Fact]
    public void The_page_lists_the_table() => GeneratedText.Match("docs/deployed-members.md", Page());

    private static string Page()
    {
        var table = RedirectionTable.Current;
        var text = new StringBuilder("""
            # Members that deployed code finds redirected

            Calls of these members in [deployed code](deployed.md) go to the simulated environment. A test makes this page from the table; another one weaves a call
            of each member.

            | type | members |
            | --- | --- |

            """.ReplaceLineEndings("\n"));
        Rows(text, table.Members.Keys);
        text.Append("\n## Types that others stand for\n\n");
        foreach (var type in table.Types.Keys)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{type}`\n");
        }

        text.Append("\n## Files\n\nPaths are translated on their way in and out.\n\n| type | members |\n| --- | --- |\n");
        Rows(text, table.Files.Keys);
        text.Append("\n## Seen and left\n\nThe run lists each place in `simulation.Unsimulated`.\n\n| member | what happens |\n| --- | --- |\n");
        foreach (var (member, consequence) in Unredirected.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{member.Replace("::", ".", StringComparison.Ordinal)}` | {consequence} |\n");
        }

        text.Append("\n## Not redirected\n\nOther public members of the framework whose own code touches the machine, and what happens; a test scans the framework for them. A star stands for any letters.\n");
        foreach (var group in Known.All.GroupBy(k => k.Group, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {group.Key}\n\n| member | what happens |\n| --- | --- |\n");
            foreach (var known in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{known.Pattern.Replace("::", ".", StringComparison.Ordinal)}` | {known.Reason} |\n");
            }
        }

        return text.ToString();
    }

    private static void Rows(StringBuilder text, IEnumerable<string> keys)
    {
        foreach (var type in keys.Select(k => (Type: k[..k.IndexOf("::", StringComparison.Ordinal)], Member: Short(k))).GroupBy(k => k.Type, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{type.Key}` | {string.Join(", ", type.GroupBy(m => m.Member, StringComparer.Ordinal).Select(m => m.Count() == 1 ? $"`{m.Key}`" : $"`{m.Key}` ×{m.Count()}"))} |\n");
        }
    }

    // get_UtcNow() is known as UtcNow.
    private static string Short(string key)
    {
        var name = key[(key.IndexOf("::", StringComparison.Ordinal) + 2)..key.IndexOf('(', StringComparison.Ordinal)];
        return name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] : name == ".ctor" ? "new" : name;
    }
}
