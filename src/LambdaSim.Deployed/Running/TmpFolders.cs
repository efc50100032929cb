using System.Globalization;
using System.Runtime.CompilerServices;
using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>
/// Real folders that stand for /tmp: one for each execution environment, kept while it lives, whatever becomes of its processes. All of a process of the
/// machine are below one folder, which goes with it; what others left behind goes when the next begins.
/// </summary>
internal static class TmpFolders
{
    private static readonly ConditionalWeakTable<LiveEnvironment, string> _folders = [];
    private static readonly HashSet<string> _roots = new(StringComparer.Ordinal);
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

    /// <summary>The environment is gone.</summary>
    public static void Release(LiveEnvironment environment)
    {
        lock (_lock)
        {
            if (_folders.TryGetValue(environment, out var folder))
            {
                _folders.Remove(environment);
                Delete(folder);
            }
        }
    }

    private static string Make(string below)
    {
        var folder = Path.Combine(Root(below), _next++.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static string Root(string below)
    {
        var root = Path.Combine(Path.GetFullPath(below), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        if (_roots.Add(root))
        {
            // One of an earlier process with this number.
            Delete(root);
            foreach (var other in Directory.Exists(below) ? Directory.EnumerateDirectories(below) : [])
            {
                if (int.TryParse(Path.GetFileName(other), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !Lives(id))
                {
                    Delete(other);
                }
            }

            AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(root);
        }

        return root;
    }

    private static bool Lives(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file is still open: the next process of the machine deletes it.
        }
    }
}
