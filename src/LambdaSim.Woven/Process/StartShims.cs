using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace LambdaSim.Woven.Process;

/// <summary>Threads that code begins itself. What they run is its process's, also where code would let it be nobody's.</summary>
[Redirects(typeof(Thread))]
[UnsupportedOSPlatform("browser")]
public static class ThreadStartShims
{
    [InstanceMember]
    public static void Start(Thread self) => Start(self, static t => t.Start(), static t => t.Start());

    [InstanceMember]
    public static void Start(Thread self, object? parameter) => Start(self, t => t.Start(parameter), t => t.Start(parameter));

    [InstanceMember]
    public static void UnsafeStart(Thread self) => Start(self, static t => t.UnsafeStart(), static t => t.Start());

    [InstanceMember]
    public static void UnsafeStart(Thread self, object? parameter) => Start(self, t => t.UnsafeStart(parameter), t => t.Start(parameter));

    private static void Start(Thread thread, Action<Thread> ofMachine, Action<Thread> ofProcess)
    {
        if (LiveTasks.Current is not { } tasks)
        {
            ofMachine(thread);
            return;
        }

        if (!tasks.HasRoom)
        {
            throw new OutOfMemoryException();
        }

        ofProcess(thread);
        tasks.Began(() => thread.IsAlive);
    }
}

/// <summary>Processes that code begins: real ones, of the machine.</summary>
[Redirects(typeof(System.Diagnostics.Process))]
[UnsupportedOSPlatform("ios")]
[UnsupportedOSPlatform("tvos")]
public static class ProcessStartShims
{
    // EAGAIN.
    private const int TryAgain = 11;

    [InstanceMember]
    public static bool Start(System.Diagnostics.Process self) => Begin(() => self.StartInfo.FileName, () => self.Start() ? self : null) is not null;

    public static System.Diagnostics.Process? Start(ProcessStartInfo startInfo) => Begin(() => startInfo.FileName, () => System.Diagnostics.Process.Start(startInfo));

    public static System.Diagnostics.Process Start(string fileName) => Begin(() => fileName, () => System.Diagnostics.Process.Start(fileName))!;

    public static System.Diagnostics.Process Start(string fileName, string arguments) => Begin(() => fileName, () => System.Diagnostics.Process.Start(fileName, arguments))!;

    public static System.Diagnostics.Process Start(string fileName, IEnumerable<string> arguments) => Begin(() => fileName, () => System.Diagnostics.Process.Start(fileName, arguments))!;

    private static System.Diagnostics.Process? Begin(Func<string> file, Func<System.Diagnostics.Process?> start)
    {
        var tasks = LiveTasks.Current;
        if (tasks is { HasRoom: false })
        {
            throw new Win32Exception(TryAgain, $"An error occurred trying to start process '{file()}' with working directory '{EnvironmentShims.CurrentDirectory}'. Resource temporarily unavailable");
        }

        var started = start();
        if (started is not null)
        {
            tasks?.Began(() => !HasEnded(started));
        }

        return started;
    }

    private static bool HasEnded(System.Diagnostics.Process process)
    {
        try
        {
            return process.HasExited;
        }
        catch (InvalidOperationException)
        {
            // Code has given it up: nobody knows.
            return true;
        }
    }
}
