namespace LambdaSim.Deployed.Weaving;

/// <summary>Members that touch the machine and are not redirected, with what happens.</summary>
internal static class Unredirected
{
    private const string Blocks = "blocks a real thread and takes no virtual time; await instead, or use Thread.Sleep for work of the processor";

    private const string Refused = "is refused when it runs";

    private const string Draws = "a key that it makes is of the machine's randomness, another one in each run";

    private const string Machine = "reaches the machine itself";

    /// <summary>What happens at a member, by <c>Type::Name</c>.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["System.Diagnostics.Process::GetProcessById"] = Machine,
        ["System.Diagnostics.Process::GetProcesses"] = Machine,
        ["System.Diagnostics.Process::GetProcessesByName"] = Machine,
        ["System.Diagnostics.Process::Start"] = Machine,
        ["System.IO.MemoryMappedFiles.MemoryMappedFile::CreateFromFile"] = Machine,
        ["System.IO.Pipes.NamedPipeClientStream::.ctor"] = Machine,
        ["System.IO.Pipes.NamedPipeServerStream::.ctor"] = Machine,
        ["System.Net.Dns::GetHostAddresses"] = Machine,
        ["System.Net.Dns::GetHostAddressesAsync"] = Machine,
        ["System.Net.Dns::GetHostEntry"] = Machine,
        ["System.Net.Dns::GetHostEntryAsync"] = Machine,
        ["System.Net.HttpListener::.ctor"] = Machine,
        ["System.Net.Mail.SmtpClient::.ctor"] = Machine,
        ["System.Net.NetworkInformation.Ping::.ctor"] = Machine,
        ["System.Net.Sockets.Socket::.ctor"] = Machine,
        ["System.Net.Sockets.TcpClient::.ctor"] = Machine,
        ["System.Net.Sockets.UdpClient::.ctor"] = Machine,
        ["System.Reflection.Assembly::Load"] = "loads what it names unwoven, unless the build output has it",
        ["System.Security.Cryptography.ECDiffieHellman::Create"] = Draws,
        ["System.Security.Cryptography.ECDsa::Create"] = Draws,
        ["System.Security.Cryptography.RSA::Create"] = Draws,
        ["System.Threading.Barrier::SignalAndWait"] = Blocks,
        ["System.Threading.Thread::Join"] = Blocks,
        ["System.Threading.Thread::Start"] = Refused,
        ["System.Threading.Thread::UnsafeStart"] = Refused,
        ["System.Threading.ThreadPool::RegisterWaitForSingleObject"] = "waits on real time",
        ["System.Threading.ThreadPool::UnsafeRegisterWaitForSingleObject"] = "waits on real time",
    };
}
