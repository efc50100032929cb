using System.IO.Enumeration;
using System.Runtime.CompilerServices;

namespace LambdaSim.Tests.Deployed.Framework;

/// <summary>Members that touch the machine and stay, with the reason: a line each in known.txt, below the heading of their group.</summary>
/// <param name="Group">What they have in common.</param>
/// <param name="Pattern">Type and member; a star stands for any letters.</param>
/// <param name="Reason">What happens.</param>
internal sealed record Known(string Group, string Pattern, string Reason)
{
    public static IReadOnlyList<Known> All { get; } = [.. Read()];

    public static Known? Of(Touch touch) => All.FirstOrDefault(k => k.Names(touch));

    /// <summary>It is a member of this pattern, in which a star stands for any letters.</summary>
    public bool Names(Touch touch) => FileSystemName.MatchesSimpleExpression(Pattern, touch.Member, ignoreCase: false);

    private static IEnumerable<Known> Read([CallerFilePath] string here = "")
    {
        var group = "";
        foreach (var line in File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "known.txt")).Where(static l => l.Length > 0))
        {
            if (line[0] == '#')
            {
                group = line[1..].Trim();
            }
            else
            {
                var parts = line.Split(": ", 2);
                yield return new Known(group, parts[0], parts[1]);
            }
        }
    }
}
