using LambdaSim.Configuration;

namespace LambdaSim.Workloads;

/// <summary>A hint at the known name that an unknown one is nearest to.</summary>
internal static class Nearest
{
    /// <summary><c>; did you mean NAME?</c>, or nothing when no name is known.</summary>
    public static string Hint(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known, 1) is [var nearest] ? $"; did you mean {RowSchema.Printable(nearest)}?" : "";
}
