using System.Globalization;
using System.Runtime.CompilerServices;
using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>Real folders that stand for /tmp: one for each execution environment, kept while it lives, whatever becomes of its processes.</summary>
internal static class TmpFolders
{
    private static readonly ConditionalWeakTable<LiveEnvironment, string> _folders = [];
    private static readonly Dictionary<string, TmpRoot> _roots = new(StringComparer.Ordinal);
    private static readonly Lock _lock = new();
    private static int _next;

    /// <summary>The folder of an environment, made if it has none.</summary>
    public static string Of(LiveEnvironment environment, string below)
    {
        lock (_lock)
        {
            if (!_folders.TryGetValue(environment, out var folder))
            {
                _folders.Add(environment, folder = Make(below));
                environment.WhenGone(() => Release(environment));
            }

            return folder;
        }
    }

    /// <summary>A folder of nobody's in particular.</summary>
    public static string New(string below)
    {
        lock (_lock)
        {
            return Make(below);
        }
    }

    private static void Release(LiveEnvironment environment)
    {
        lock (_lock)
        {
            if (_folders.TryGetValue(environment, out var folder))
            {
                _folders.Remove(environment);
                TmpRoot.Delete(folder);
            }
        }
    }

    private static string Make(string below)
    {
        var full = Path.GetFullPath(below);
        if (!_roots.TryGetValue(full, out var root))
        {
            _roots.Add(full, root = TmpRoot.Below(full));
        }

        var folder = Path.Combine(root.Folder, _next++.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }
}
