using System.Diagnostics;

namespace LambdaSim.Runtime;

/// <summary>The calling stack from the first frame on that is neither the door's nor the runtime's own machinery.</summary>
internal static class EscapeStack
{
    private static readonly string[] _machinery = ["LambdaSim.Runtime", "System.Diagnostics.Tracing", "System.Threading", "System.Runtime.CompilerServices"];

    internal static string Capture()
    {
        var frames = new StackTrace(1, fNeedFileInfo: true).GetFrames();
        var own = frames.SkipWhile(f => PoolFrames.MethodOf(f)?.DeclaringType?.Namespace is { } space && _machinery.Any(m => IsIn(space, m))).ToArray();
        return new StackTrace(own.Length > 0 ? own : frames).ToString().TrimEnd();
    }

    private static bool IsIn(string space, string root) => space == root || space.StartsWith(root + ".", StringComparison.Ordinal);
}
