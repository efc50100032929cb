namespace LambdaSim.Deployed.Weaving;

/// <summary>Members that touch the machine and are not redirected, with what happens.</summary>
internal static class Unredirected
{
    private const string Blocks = "blocks a real thread and takes no virtual time; await instead, or use Thread.Sleep for work of the processor";

    private const string Refused = "is refused when it runs";

    private const string Machine = "reaches the machine itself";

    /// <summary>What happens at a member, by <c>Type::Name</c>.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["System.Collections.Concurrent.BlockingCollection`1::TryAdd"] = Blocks,
        ["System.Collections.Concurrent.BlockingCollection`1::TryTake"] = Blocks,
        ["System.Diagnostics.Process::Start"] = Machine,
        ["System.IO.FileSystemWatcher::.ctor"] = Machine,
        ["System.IO.MemoryMappedFiles.MemoryMappedFile::CreateFromFile"] = Machine,
        ["System.Net.Dns::GetHostAddressesAsync"] = Machine,
        ["System.Net.Dns::GetHostEntryAsync"] = Machine,
        ["System.Net.Sockets.Socket::.ctor"] = Machine,
        ["System.Net.Sockets.TcpClient::.ctor"] = Machine,
        ["System.Net.Sockets.UdpClient::.ctor"] = Machine,
        ["System.Reflection.Assembly::Load"] = "loads what it names unwoven, unless the build output has it",
        ["System.Reflection.Assembly::LoadFile"] = "loads code that is not woven",
        ["System.Reflection.Assembly::LoadFrom"] = "loads code that is not woven",
        ["System.Threading.Barrier::SignalAndWait"] = Blocks,
        ["System.Threading.CountdownEvent::Wait"] = Blocks,
        ["System.Threading.ManualResetEventSlim::Wait"] = Blocks,
        ["System.Threading.Monitor::Wait"] = Blocks,
        ["System.Threading.SemaphoreSlim::Wait"] = Blocks,
        ["System.Threading.SpinWait::SpinUntil"] = Blocks,
        ["System.Threading.Tasks.Task::Wait"] = Blocks,
        ["System.Threading.Tasks.Task::WaitAll"] = Blocks,
        ["System.Threading.Tasks.Task::WaitAny"] = Blocks,
        ["System.Threading.Thread::Join"] = Blocks,
        ["System.Threading.Thread::Start"] = Refused,
        ["System.Threading.Thread::UnsafeStart"] = Refused,
        ["System.Threading.ThreadPool::RegisterWaitForSingleObject"] = "waits on real time",
        ["System.Threading.ThreadPool::UnsafeRegisterWaitForSingleObject"] = "waits on real time",
        ["System.Threading.WaitHandle::WaitAll"] = Blocks,
        ["System.Threading.WaitHandle::WaitAny"] = Blocks,
        ["System.Threading.WaitHandle::WaitOne"] = Blocks,
    };
}
