using System.Runtime.CompilerServices;

namespace LambdaSim.Tests;

/// <summary>Text that is approved by keeping it beside the test: <c>NAME.verified.txt</c>.</summary>
internal static class Snapshot
{
    /// <summary>Compares with the approved text; on a difference writes <c>NAME.received.txt</c> beside it and fails.</summary>
    public static void Match(string name, string actual, [CallerFilePath] string test = "")
    {
        var folder = Path.GetDirectoryName(test)!;
        var verified = Path.Combine(folder, name + ".verified.txt");
        var received = Path.Combine(folder, name + ".received.txt");
        var text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        var then = expected.Split('\n');
        var now = text.Split('\n');
        var line = Enumerable.Range(0, Math.Max(then.Length, now.Length)).First(i => i >= then.Length || i >= now.Length || then[i] != now[i]);
        Assert.Fail($"{name}.verified.txt differs from line {line + 1}\napproved: {(line < then.Length ? then[line] : "(ends)")}\nreceived: {(line < now.Length ? now[line] : "(ends)")}\nCompare it with {name}.received.txt; rename that if it is right.");
    }
}
