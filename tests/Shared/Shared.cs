using System.Runtime.CompilerServices;

namespace LambdaSim.Tests;

/// <summary>The facts, traces and workloads that live beside the project, not in it.</summary>
internal static class Shared
{
    private const string Variable = "LAMBDASIM_SHARED";

    /// <summary>A file beside the project; skips the test where there is none, fails it where CI should have had it.</summary>
    public static string Path(string relative)
    {
        var root = Environment.GetEnvironmentVariable(Variable) ?? System.IO.Path.Combine(ProjectRoot(), "..", "shared");
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, relative));
        if (!File.Exists(path))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", $"needs shared/{relative} beside the project, or its folder in {Variable}");
            Assert.Fail($"CI has no shared/{relative}");
        }

        return path;
    }

    /// <summary>The folder that holds LambdaSim.sln.</summary>
    public static string ProjectRoot() =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static string ThisFile([CallerFilePath] string here = "") => here;
}
