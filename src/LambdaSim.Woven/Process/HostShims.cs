using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LambdaSim.Woven.Process;

[Redirects(typeof(AppContext))]
[Hidden]
public static class AppContextShims
{
    public static string BaseDirectory => WovenEnvironment.OfProcess is null ? AppContext.BaseDirectory : FolderMap.Task + "/";
}

[Redirects(typeof(AppDomain))]
[Hidden]
public static class AppDomainShims
{
    [InstanceMember]
    public static string get_BaseDirectory(AppDomain self) => WovenEnvironment.OfProcess is null ? self.BaseDirectory : AppContextShims.BaseDirectory;
}

[Redirects(typeof(Assembly))]
[Hidden]
public static class AssemblyShims
{
    [InstanceMember]
    public static string get_Location(Assembly self) => WovenEnvironment.OfProcess?.Folders.LocationOf(self) ?? self.Location;
}

[Redirects(typeof(Assembly))]
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "woven code is loaded at run time")]
public static class AssemblyLoading
{
    /// <summary>An assembly of the build output, woven; another one as it is.</summary>
    public static Assembly LoadFrom(string assemblyFile) => Own(assemblyFile) ?? Assembly.LoadFrom(Files.Paths.In(assemblyFile));

    public static Assembly LoadFile(string path) => Own(path) ?? Assembly.LoadFile(Files.Paths.In(path));

    private static Assembly? Own(string path) => string.IsNullOrEmpty(path) ? null : WovenEnvironment.OfProcess?.Folders.Load(path);
}

[Redirects(typeof(System.Diagnostics.Process))]
[Hidden]
public static class ProcessShims
{
    [InstanceMember]
    public static int get_Id(System.Diagnostics.Process self) => WovenEnvironment.OfProcess is null || self.Id != Environment.ProcessId ? self.Id : EnvironmentShims.OfRuntime;

    [InstanceMember]
    public static DateTime get_StartTime(System.Diagnostics.Process self) => WovenEnvironment.OfProcess is not { } environment || self.Id != Environment.ProcessId
        ? self.StartTime
        : environment.Item(typeof(ProcessShims), static () => Clock.DateTimeShims.Now);

    [InstanceMember]
    public static string get_ProcessName(System.Diagnostics.Process self) => IsOwn(self) ? "dotnet" : self.ProcessName;

    [InstanceMember]
    public static string get_MachineName(System.Diagnostics.Process self) => IsOwn(self) ? "." : self.MachineName;

    /// <summary>As much as time has passed: what code computes takes none of it.</summary>
    [InstanceMember]
    public static TimeSpan get_TotalProcessorTime(System.Diagnostics.Process self) => IsOwn(self) ? Clock.DateTimeShims.Now - get_StartTime(self) : self.TotalProcessorTime;

    [InstanceMember]
    public static TimeSpan get_UserProcessorTime(System.Diagnostics.Process self) => IsOwn(self) ? get_TotalProcessorTime(self) : self.UserProcessorTime;

    [InstanceMember]
    public static TimeSpan get_PrivilegedProcessorTime(System.Diagnostics.Process self) => IsOwn(self) ? TimeSpan.Zero : self.PrivilegedProcessorTime;

    private static bool IsOwn(System.Diagnostics.Process process) => WovenEnvironment.OfProcess is not null && process.Id == Environment.ProcessId;
}

[Redirects(typeof(ThreadPool))]
[Hidden]
public static class ThreadPoolShims
{
    public static bool UnsafeQueueUserWorkItem(WaitCallback callBack, object? state) =>
        WovenEnvironment.Current is null ? ThreadPool.UnsafeQueueUserWorkItem(callBack, state) : ThreadPool.QueueUserWorkItem(callBack, state);

    public static bool UnsafeQueueUserWorkItem<TState>(Action<TState> callBack, TState state, bool preferLocal) =>
        WovenEnvironment.Current is null ? ThreadPool.UnsafeQueueUserWorkItem(callBack, state, preferLocal) : ThreadPool.QueueUserWorkItem(callBack, state, preferLocal);

    public static bool UnsafeQueueUserWorkItem(IThreadPoolWorkItem callBack, bool preferLocal) => WovenEnvironment.Current is null
        ? ThreadPool.UnsafeQueueUserWorkItem(callBack, preferLocal)
        : ThreadPool.QueueUserWorkItem(static item => item.Execute(), callBack, preferLocal);
}
