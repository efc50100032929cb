using System.Collections.Frozen;

namespace LambdaSim.Tests.Deployed.Framework;

/// <summary>Where the framework leaves .NET: what a scan of it looks for, by <c>Type::Name</c>.</summary>
internal static class Primitives
{
    public static IReadOnlyList<(string What, FrozenSet<string> Members)> All { get; } =
    [
        ("clock", Of(
            "System.DateTime::get_UtcNow", "System.Diagnostics.Stopwatch::GetTimestamp", "System.Diagnostics.Stopwatch::QueryPerformanceCounter", "System.Environment::get_TickCount", "System.Environment::get_TickCount64",
            "System.Threading.TimerQueue::UpdateTimer", "System.Threading.TimerQueueTimer::.ctor", "System.TimeZoneInfo/CachedData::get_Local",
            "System.DateTime::get_Now", "System.DateTimeOffset::get_UtcNow", "System.DateTimeOffset::get_Now", "System.TimeZoneInfo::get_Local", "System.Threading.CancellationTokenSource::.ctor(System.TimeSpan)",
            "System.Threading.CancellationTokenSource::.ctor(System.Int32)", "System.Threading.CancellationTokenSource::CancelAfter", "System.Threading.Timer::.ctor", "System.Threading.Tasks.Task::Delay")),
        ("waits", Of(
            "System.Threading.Thread::SleepInternal", "System.Threading.Thread::Sleep", "System.Threading.Monitor::Wait", "System.Threading.Monitor::ObjWait", "System.Threading.WaitHandle::WaitOneNoCheck", "System.Threading.WaitHandle::WaitMultiple",
            "System.Threading.WaitHandle::WaitMultipleIgnoringSyncContext", "System.Threading.Thread::Join", "System.Threading.Thread::StartCore", "System.Threading.WaitHandle::WaitOne",
            "System.Threading.ManualResetEventSlim::Wait", "System.Threading.SemaphoreSlim::Wait")),
        ("randomness", Of(
            "Interop::GetRandomBytes", "Interop/Sys::GetNonCryptographicallySecureRandomBytes", "Interop/Sys::GetCryptographicallySecureRandomBytes", "Interop/Crypto::GetRandomBytes", "System.Guid::NewGuid", "System.Random::get_Shared",
            "System.HashCode::GenerateGlobalSeed", "System.Marvin::GenerateSeed", "System.Random::.ctor()", "System.Marvin::get_DefaultSeed", "System.Security.Cryptography.RandomNumberGenerator::Fill",
            "System.Security.Cryptography.RandomNumberGenerator::GetBytes")),
        ("process", Of(
            "Interop/Sys::GetPid", "Interop/Sys::GetEnv", "Interop/Sys::GetEnviron", "Interop/Sys::SysLog", "Interop/Sys::GetHostName", "Interop/Sys::GetCwd", "Interop/Sys::ChDir", "Interop/Sys::Exit", "Interop/Sys::Kill", "Interop/Sys::ForkAndExecProcess",
            "System.Environment::_Exit", "System.Environment::GetProcessorCount", "System.Environment::GetEnvironmentVariableCore", "System.Environment::GetEnvironmentVariableCore_NoArrayPool", "System.Environment::SetEnvironmentVariableCore", "Interop/Sys::GetCpuUtilization", "Interop/Sys::GetSid", "Interop/Sys::GetEUid", "Interop/Sys::GetPwUidR",
            "System.Diagnostics.ProcessManager::GetProcessIds", "System.Diagnostics.Process::EnsureState")),
        ("files", Of(
            "Microsoft.Win32.SafeHandles.SafeFileHandle::Open", "Interop/Sys::Open", "Interop/Sys::Stat", "Interop/Sys::LStat", "Interop/Sys::FStat", "Interop/Sys::MkDir", "Interop/Sys::RmDir", "Interop/Sys::Unlink", "Interop/Sys::Rename", "Interop/Sys::OpenDir",
            "Interop/Sys::Link", "Interop/Sys::SymLink", "Interop/Sys::ReadLink", "Interop/Sys::CopyFile", "Interop/Sys::ChMod", "Interop/Sys::UTimensat", "Interop/Sys::FUTimens", "Interop/Sys::Access", "Interop/Sys::MkFifo", "Interop/Sys::INotifyInit", "Interop/Sys::MMap",
            "Interop/Sys::GetAllMountPoints", "Interop/Sys::ShmOpen", "Interop/Sys::MkdTemp", "Interop/Sys::MksTemps")),
        ("network", Of(
            "System.Net.Sockets.SafeSocketHandle::CreateSocket", "System.Net.Sockets.SocketPal::CreateSocket", "System.Net.NameResolutionPal::GetAddrInfo", "System.Net.NameResolutionPal::TryGetAddrInfo", "System.Net.NameResolutionPal::GetHostName",
            "System.Net.NameResolutionPal::TryGetNameInfo", "Interop/Sys::GetHostEntryForName", "Interop/Sys::GetDomainName", "System.Net.Sockets.SocketPal::Connect", "Interop/Sys::Socket", "Interop/Sys::EnumerateInterfaceAddresses")),
        ("culture", Of("System.Globalization.CultureInfo::InitializeUserDefaultCulture", "System.Globalization.CultureInfo::get_UserDefaultUICulture", "System.Globalization.CultureInfo::InitializeUserDefaultUICulture")),
    ];

    private static FrozenSet<string> Of(params string[] members) => members.ToFrozenSet(StringComparer.Ordinal);
}
