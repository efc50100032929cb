// Real threads are what this is about.
#pragma warning disable RS0030

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LambdaSim.Runtime;

/// <summary>
/// What Linux tells of the process's threads, for the watchdog: .NET does not say whether a thread sleeps, waits for a moment, or waits until somebody
/// wakes it. Elsewhere, or where it may not be read, nothing is known, and the watchdog is patient instead.
/// </summary>
internal static class OsThreads
{
    private const string Tasks = "/proc/self/task";

    // Of futex(2): the call's number, and the operations that wait.
    private static readonly string? _futex = OperatingSystem.IsLinux() ? RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "202",
        Architecture.Arm64 => "98",
        _ => null,
    } : null;

    private static readonly ConditionalWeakTable<Thread, string> _ids = [];

    [ThreadStatic]
    private static bool _noted;

    /// <summary>Learns the number of the calling thread.</summary>
    internal static void Note(Thread current)
    {
        if (_noted || _futex is null)
        {
            return;
        }

        _noted = true;
        try
        {
            if (new FileInfo("/proc/thread-self").LinkTarget is { } link)
            {
                _ids.AddOrUpdate(current, link[(link.LastIndexOf('/') + 1)..]);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>
    /// The thread waits until another wakes it, not for a time, and no other thread of the process but the calling one is doing anything or waits for a
    /// processor: so nobody is about to wake it.
    /// </summary>
    internal static bool NobodyWakes(Thread thread)
    {
        try
        {
            return _ids.TryGetValue(thread, out var id) && _ids.TryGetValue(Thread.CurrentThread, out var own) && WaitsToBeWoken(id)
                && !Directory.EnumerateDirectories(Tasks).Any(task => !task.AsSpan(Tasks.Length + 1).SequenceEqual(own) && Works(task));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>It was woken and has no processor yet, or runs: what .NET says of it is about to change.</summary>
    internal static bool IsAwake(Thread thread)
    {
        try
        {
            return _ids.TryGetValue(thread, out var id) && File.ReadAllText($"{Tasks}/{id}/syscall").StartsWith("running", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // "202 ADDRESS OPERATION VALUE TIMEOUT ...", or "running".
    private static bool WaitsToBeWoken(string id)
    {
        var words = File.ReadAllText($"{Tasks}/{id}/syscall").Split(' ');
        return words.Length > 4 && words[0] == _futex && words[4] == "0x0"
            && long.TryParse(words[2].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var operation) && (operation & 0x7f) is 0 or 9;
    }

    // "12 (name) S ...": the name may have anything in it.
    private static bool Works(string task)
    {
        try
        {
            var stat = File.ReadAllText(task + "/stat");
            var at = stat.LastIndexOf(')') + 2;
            return at >= stat.Length || stat[at] is 'R' or 'D';
        }
        catch (IOException)
        {
            // It has just ended.
            return false;
        }
    }
}
