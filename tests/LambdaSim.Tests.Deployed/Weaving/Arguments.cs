using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace LambdaSim.Tests.Deployed.Weaving;

/// <summary>A value of each type that members of the table take.</summary>
public static class Arguments
{
    private static readonly Dictionary<Type, Func<object>> _made = new()
    {
        [typeof(string)] = static () => "/tmp/x.txt",
        [typeof(string[])] = static () => new[] { "a" },
        [typeof(byte[])] = static () => new byte[] { 1 },
        [typeof(IEnumerable<string>)] = static () => new[] { "a" },
        [typeof(Encoding)] = static () => Encoding.UTF8,
        [typeof(int)] = static () => 10,
        [typeof(uint)] = static () => 10u,
        [typeof(long)] = static () => 10L,
        [typeof(TimeSpan)] = static () => TimeSpan.FromMilliseconds(10),
        [typeof(DateTime)] = static () => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local),
        [typeof(FileMode)] = static () => FileMode.OpenOrCreate,
        [typeof(FileAccess)] = static () => FileAccess.ReadWrite,
        [typeof(FileStreamOptions)] = static () => new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite },
        [typeof(FileStream)] = static () => new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.DeleteOnClose),
        [typeof(FileSystemWatcher)] = static () => new FileSystemWatcher(Path.GetTempPath()),
        [typeof(FileInfo)] = static () => new FileInfo("/tmp/x.txt"),
        [typeof(FileSystemInfo)] = static () => new FileInfo("/tmp/x.txt"),
        [typeof(Task)] = static () => new TaskCompletionSource().Task,
        [typeof(Task<int>)] = static () => new TaskCompletionSource<int>().Task,
        [typeof(Task[])] = static () => new Task[] { new TaskCompletionSource().Task },
        [typeof(WaitHandle)] = static () => new ManualResetEvent(false),
        [typeof(WaitHandle[])] = static () => new WaitHandle[] { new ManualResetEvent(false) },
        [typeof(SemaphoreSlim)] = static () => new SemaphoreSlim(0),
        [typeof(ManualResetEventSlim)] = static () => new ManualResetEventSlim(),
        [typeof(CountdownEvent)] = static () => new CountdownEvent(1),
        [typeof(ReaderWriterLockSlim)] = static () => new ReaderWriterLockSlim(),
        [typeof(BlockingCollection<int>)] = static () => new BlockingCollection<int>(),
        [typeof(CancellationTokenSource)] = static () => new CancellationTokenSource(),
        [typeof(HttpClient)] = static () => new HttpClient(),
        [typeof(HttpMessageHandler)] = static () => new HttpClientHandler(),
        [typeof(Activity)] = static () => new Activity("a"),
        [typeof(IDisposable)] = static () => new Activity("a").Start(),
        [typeof(ActivitySource)] = static () => new ActivitySource("a"),
        [typeof(ActivityListener)] = static () => new ActivityListener { ShouldListenTo = static _ => false },
        [typeof(MeterListener)] = static () => new MeterListener(),
        [typeof(MeterOptions)] = static () => new MeterOptions("a"),
        [typeof(ActivitySourceOptions)] = static () => new ActivitySourceOptions("a"),
        [typeof(TimeZoneInfo)] = static () => TimeZoneInfo.Utc,
        [typeof(AppDomain)] = static () => AppDomain.CurrentDomain,
        [typeof(Assembly)] = static () => typeof(Arguments).Assembly,
        [typeof(Process)] = static () => Process.GetCurrentProcess(),
        [typeof(Type)] = static () => typeof(Random),
        [typeof(FieldInfo)] = static () => typeof(Random).GetFields(BindingFlags.Static | BindingFlags.NonPublic)[0],
        [typeof(MethodBase)] = static () => typeof(DateTime).GetProperty(nameof(DateTime.UtcNow))!.GetMethod!,
        [typeof(PropertyInfo)] = static () => typeof(DateTime).GetProperty(nameof(DateTime.UtcNow))!,
        [typeof(ConstructorInfo)] = static () => typeof(Random).GetConstructor([])!,
        [typeof(object)] = static () => new object(),
        [typeof(SymmetricAlgorithm)] = Aes.Create,
        [typeof(Func<bool>)] = static () => (Func<bool>)(static () => false),
        [typeof(WaitCallback)] = static () => (WaitCallback)(static _ => { }),
        [typeof(Action<int>)] = static () => (Action<int>)(static _ => { }),
        [typeof(EqualityComparer<int>)] = static () => EqualityComparer<int>.Default,
    };

    public static T Of<T>() => _made.TryGetValue(typeof(T), out var make) ? (T)make() : default!;
}
