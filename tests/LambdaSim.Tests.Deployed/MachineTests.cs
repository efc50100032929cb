using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>What a process sees of clocks, files, keys and itself in less usual ways.</summary>
public sealed class MachineTests
{
    [Fact]
    [Pins("DEP-FILETIMES")]
    public void A_file_was_written_when_the_clock_said()
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddDeployed<TellsFileTimes>("f", f => f with { Timeout = 10.Seconds });
        function.Invoke("");
        simulation.AdvanceBy(4.Minutes);

        Assert.Equal("\"made 00:00:00 written 00:04:00 info 00:04:00 folder 00:00:00 set 2001 code 1980 moved 00:04:00\"", function.Invoke("").PayloadText);
    }

    [Fact]
    [Pins("DEP-ZONE")]
    public void Local_time_is_UTC_and_the_culture_invariant()
    {
        using var simulation = new Simulation(seed: 1);
        var outer = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.Equal("\"12 12 12 00:00:00 12 1.5 1.5\"", simulation.AddDeployed<TellsZone>("f").Invoke("").PayloadText);
        }
        finally
        {
            CultureInfo.CurrentCulture = outer;
        }
    }

    [Fact]
    [Pins("DEP-ZONE")]
    public void Times_are_read_as_in_UTC_and_on_the_clocks_day()
    {
        using var simulation = new Simulation(seed: 1);
        var answer = JsonSerializer.Deserialize<string[]>(simulation.AddDeployed<ReadsTimes>("f").Invoke("").PayloadText)!;

        Assert.Equal(
            [
                "2026-07-01 10:00 Local", "2026-07-01 12:00 Unspecified", "2026-07-01 12:00 Local", "2026-07-01 12:00 Utc", "2026-07-01 10:00 Utc", "2026-07-01 10:00 Local", "2026-07-01 12:00 Utc",
                "2026-01-01 12:30 Unspecified", "2026-01-01 12:30 Unspecified", "0001-01-01 12:30 Unspecified", "0001-01-01 00:00 Unspecified",
                "2026-07-01 10:00 Local", "2026-07-01 10:00 Local", "12:00 00:00:00", "12:00 02:00:00", "12:00 00:00:00", "no", "FormatException of the user's",
            ],
            answer);
    }

    [Fact]
    [Pins("DEP-EXIT")]
    public void ProcessExit_is_raised_when_code_exits_and_not_when_the_environment_goes()
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddDeployed<TellsExit>("f");

        Assert.Equal(["false", "false", "true"], new[] { 0, 0, 3, 0 }.Select(code => function.Invoke(code)).Where(r => r.Succeeded).Select(r => r.PayloadText));
    }

    [Fact]
    public void A_clock_of_ones_own_takes_from_its_base_class_what_is_virtual()
    {
        using var simulation = new Simulation(seed: 1);
        var answer = simulation.AddDeployed<HasOwnClock>("f", f => f with { Timeout = 10.Seconds }).Invoke("");

        Assert.Equal("\"00:00:01 1000 02:00:01 600 True\"", answer.PayloadText);
    }

    [Fact]
    public void Reflection_finds_what_stands_for_a_member()
    {
        using var simulation = new Simulation(seed: 1);
        var answer = simulation.AddDeployed<Reflects>("f", f => f with { Environment = new Dictionary<string, string> { ["NAME"] = "value" } }).Invoke("");

        Assert.Equal("\"00:00:00 value /var/task 8\"", answer.PayloadText);
    }

    [Fact]
    public void Keys_and_boundaries_are_drawn_from_the_seed()
    {
        static string Run(ulong seed)
        {
            using var simulation = new Simulation(seed);
            return simulation.AddDeployed<MakesKeys>("f").Invoke("").PayloadText;
        }

        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
    }

    [Fact]
    public void An_assembly_that_code_loads_by_its_path_is_woven()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Equal("\"True\"", simulation.AddDeployed<LoadsAssembly>("f").Invoke("").PayloadText);
    }

    [Fact]
    public void The_process_is_its_own()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Equal("\"dotnet . 2000 169.254.100.6\"", simulation.AddDeployed<TellsProcess>("f", f => f with { Timeout = 10.Seconds }).Invoke("").PayloadText);
    }
}

public sealed class TellsFileTimes
{
    private const string Name = "/tmp/a.txt";
    private const string Folder = "/tmp/folder";

    public string Handle(string input)
    {
        File.AppendAllText(Name, "a");
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Folder + "/b.txt", "b");
        File.SetLastWriteTimeUtc(Folder + "/b.txt", new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.Copy(Name, "/tmp/c.txt", overwrite: true);
        File.Move("/tmp/c.txt", "/tmp/d.txt", overwrite: true);
        return $"made {Told(File.GetCreationTime(Name))} written {Told(File.GetLastWriteTimeUtc(Name))} info {Told(new FileInfo(Name).LastWriteTime)} folder {Told(Directory.GetCreationTimeUtc(Folder))} "
            + $"set {File.GetLastWriteTime(Folder + "/b.txt").Year} code {File.GetLastWriteTimeUtc(Directory.GetFiles("/var/task")[0]).Year} moved {Told(File.GetLastWriteTimeUtc("/tmp/d.txt"))}";
    }

    private static string Told(DateTime time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}

public sealed class TellsZone
{
    public string Handle(string input)
    {
        var noon = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc);
        var local = DateTime.SpecifyKind(noon, DateTimeKind.Local);
        var offset = new DateTimeOffset(local);
        return $"{noon.ToLocalTime().Hour} {local.ToUniversalTime().Hour} {offset.UtcDateTime.Hour} {offset.Offset} {TimeZoneInfo.ConvertTime(local, TimeZoneInfo.Utc).Hour} {1.5} {double.Parse("1.5")}";
    }
}

public sealed class ReadsTimes
{
    private const string WithOffset = "2026-07-01T12:00:00+02:00";
    private const string Without = "2026-07-01T12:00:00";
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    public string[] Handle(string input) =>
    [
        Told(DateTime.Parse(WithOffset, _culture)),
        Told(DateTime.Parse(Without)),
        Told(DateTime.Parse(Without, _culture, DateTimeStyles.AssumeLocal)),
        Told(DateTime.Parse(Without, _culture, DateTimeStyles.AssumeLocal | DateTimeStyles.AdjustToUniversal)),
        Told(DateTime.Parse(WithOffset, _culture, DateTimeStyles.AdjustToUniversal)),
        Told(DateTime.Parse(WithOffset, _culture, DateTimeStyles.RoundtripKind)),
        Told(DateTime.Parse(Without + "Z", _culture, DateTimeStyles.RoundtripKind)),
        Told(DateTime.Parse("12:30")),
        Told(DateTime.ParseExact("12:30", "HH:mm", _culture)),
        Told(DateTime.Parse("12:30", _culture, DateTimeStyles.NoCurrentDateDefault)),
        Told(DateTime.Parse("0001-01-01T00:00:00")),
        Told(DateTime.TryParse(WithOffset, _culture, out var tried) ? tried : default),
        Told(Convert.ToDateTime(WithOffset, _culture)),
        Told(DateTimeOffset.Parse(Without, _culture)),
        Told(DateTimeOffset.Parse(WithOffset, _culture)),
        Told(DateTimeOffset.TryParseExact(Without, "s", _culture, DateTimeStyles.AssumeLocal, out var exact) ? exact : default),
        DateTime.TryParse("never", out _) ? "yes" : "no",
        Failed(),
    ];

    private static string Failed()
    {
        try
        {
            return Told(DateTime.Parse("never", _culture));
        }
        catch (FormatException e)
        {
            return $"{e.GetType().Name} {(e.StackTrace!.Contains("LambdaSim.Woven", StringComparison.Ordinal) ? "of the weaver's" : "of the user's")}";
        }
    }

    private static string Told(DateTime time) => $"{time:yyyy-MM-dd HH:mm} {time.Kind}";

    private static string Told(DateTimeOffset time) => $"{time:HH:mm} {time.Offset}";
}

public sealed class TellsExit
{
    private const string Told = "/tmp/told";

    static TellsExit() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => File.WriteAllText(Told, "");

    public bool Handle(int code)
    {
        if (code > 0)
        {
            Environment.Exit(code);
        }

        return File.Exists(Told);
    }
}

public sealed class HasOwnClock
{
    public async Task<string> Handle(string input)
    {
        var clock = new Shifted();
        var from = clock.GetTimestamp();
        var watch = Watch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(1), clock);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(600), clock);
        var before = watch.ElapsedMilliseconds;
        var shifted = clock.GetUtcNow();
        await timer.WaitForNextTickAsync();
        return $"{clock.GetElapsedTime(from) - TimeSpan.FromMilliseconds(600):hh\\:mm\\:ss} {before} {shifted:HH:mm:ss} {watch.ElapsedMilliseconds - before} {clock.LocalTimeZone == TimeZoneInfo.Utc}";
    }

    private sealed class Shifted : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(2);
    }

    private sealed class Watch : Stopwatch
    {
        public static new Watch StartNew()
        {
            var watch = new Watch();
            watch.Start();
            return watch;
        }
    }
}

public sealed class Reflects
{
    public string Handle(string input)
    {
        var now = (DateTime)typeof(DateTime).GetProperty(nameof(DateTime.UtcNow))!.GetValue(null)!;
        var variable = typeof(Environment).GetMethod(nameof(Environment.GetEnvironmentVariable), [typeof(string)])!.Invoke(null, ["NAME"]);
        var folder = typeof(Environment).GetProperty(nameof(Environment.CurrentDirectory))!.GetValue(null);
        var process = typeof(Process).GetProperty(nameof(Process.Id))!.GetValue(Process.GetCurrentProcess());
        return $"{now:HH:mm:ss} {variable} {folder} {process}";
    }
}

public sealed class MakesKeys
{
    public string Handle(string input)
    {
        using var aes = Aes.Create();
        var first = Convert.ToHexString(aes.Key) + Convert.ToHexString(aes.IV);
        aes.GenerateIV();
        using var hmac = new HMACSHA256();
        using var content = new MultipartFormDataContent();
        using var mixed = new MultipartContent();
        return $"{first} {Convert.ToHexString(aes.IV)} {Convert.ToHexString(hmac.Key)} {content.Headers.ContentType} {mixed.Headers.ContentType} {Activator.CreateInstance(typeof(Random)) is Random random && random.Next() > 0}";
    }
}

public sealed class LoadsAssembly
{
    public string Handle(string input) => (Assembly.LoadFrom(typeof(LoadsAssembly).Assembly.Location) == typeof(LoadsAssembly).Assembly).ToString();
}

public sealed class TellsProcess
{
    public async Task<string> Handle(string input)
    {
        using var process = Process.GetCurrentProcess();
        _ = process.StartTime;
        await Task.Delay(2_000);
        return $"{process.ProcessName} {process.MachineName} {process.TotalProcessorTime.TotalMilliseconds:0} {System.Net.Dns.GetHostName()}";
    }
}
