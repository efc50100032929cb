using System.Runtime.CompilerServices;

namespace LambdaSim.Tests.Deployed;

/// <summary>Build outputs of the handlers in tests/Corpus.</summary>
internal static class Corpus
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    public static string Folder(string project) => Path.Combine(Root(), "Corpus", project, "bin", Configuration, "net10.0");

    private static string Root([CallerFilePath] string here = "") => Path.GetDirectoryName(Path.GetDirectoryName(here))!;
}
