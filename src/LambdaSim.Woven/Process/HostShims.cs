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
