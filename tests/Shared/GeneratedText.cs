namespace LambdaSim.Tests;

/// <summary>Texts of the repository that code makes, whole or in part: the file in place is the approved one.</summary>
internal static class GeneratedText
{
    /// <summary>Compares a file; on a difference writes <c>NAME.received.EXTENSION</c> beside it and fails.</summary>
    /// <param name="path">From the folder of the solution.</param>
    /// <param name="made">What it should be.</param>
    public static void Match(string path, string made)
    {
        var file = Path.Combine(Shared.ProjectRoot(), path);
        var received = Path.ChangeExtension(file, "received" + Path.GetExtension(file));
        var kept = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (made == kept)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, made);
        var (then, now) = (kept.Split('\n'), made.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(then.Length, now.Length)).First(i => i >= then.Length || i >= now.Length || then[i] != now[i]);
        Assert.Fail($"{path} differs from line {line + 1}\nin the file:   {(line < then.Length ? then[line] : "(ends)")}\nby the code:   {(line < now.Length ? now[line] : "(ends)")}\nIf the code is right, rename {Path.GetFileName(received)} to {Path.GetFileName(file)}.");
    }

    /// <summary>Compares the part of a file that stands between two texts.</summary>
    public static void Match(string path, string start, string end, string made)
    {
        var kept = File.ReadAllText(Path.Combine(Shared.ProjectRoot(), path)).ReplaceLineEndings("\n");
        var from = kept.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"{path} has no place that begins with {start}");
        from += start.Length;
        var to = kept.IndexOf(end, from, StringComparison.Ordinal);
        Assert.True(to >= 0, $"{path}: what begins with {start} has no end {end}");
        Match(path, kept[..from] + made + kept[to..]);
    }
}
