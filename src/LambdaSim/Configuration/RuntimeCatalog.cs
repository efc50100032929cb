using System.Globalization;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>
/// The runtimes with measured cold starts, and their figures (rules ENV-INIT-QUANTILES, ENV-FIRSTCALL). Names are AWS's
/// identifiers; on a custom runtime, where AWS's identifier does not tell what runs, the language and the base:
/// <c>dotnet8-aot</c>, <c>graalvm-java21</c>, <c>go-al2023</c>, <c>rust-al2023</c>, <c>cpp-al2023</c>.
/// </summary>
public static class RuntimeCatalog
{
    private static readonly List<string> Ordered = [];
    private static readonly Dictionary<string, Entry> Entries = Load();

    /// <summary>All names, in the order of the source: .NET, Node.js, Python, Java, Ruby, then compiled languages.</summary>
    public static IReadOnlyList<string> Names => Ordered;

    /// <summary>Length of INIT of a hello-world function: quantiles over half a year of daily measurements in 2026. It does not depend on memory.</summary>
    /// <exception cref="SimulationConfigException">The runtime is unknown, or there is no data for it with this package and architecture.</exception>
    public static Distribution InitOf(string runtime, PackageType package, Architecture architecture)
    {
        var entry = Find(runtime);
        return entry.Init[Column(package, architecture)] ?? throw new SimulationConfigException(
            $"no init times are known for runtime {runtime} as {Name(package, architecture)}; known are {string.Join(", ", Known(entry))}. Choose one of these, or give init a distribution and name no runtime");
    }

    /// <summary>
    /// Length of the first handler call of a hello-world function after a cold start (zip; taken for images too): between the
    /// measured sizes linear in the logarithms of length and memory, above 1,024 MB inversely proportional to memory.
    /// </summary>
    /// <param name="runtime">One of <see cref="Names"/>.</param>
    /// <param name="architecture">Instruction set.</param>
    /// <param name="memoryMb">128 to 10,240 MB.</param>
    /// <exception cref="SimulationConfigException">The runtime is unknown.</exception>
    public static Duration FirstCall(string runtime, Architecture architecture, int memoryMb)
    {
        ValidationException.Range(memoryMb, "memorySize", 128, 10_240);
        var entry = Find(runtime);
        var times = architecture == Architecture.X86_64 ? entry.FirstCallX86 : entry.FirstCallArm;
        var sizes = RuntimeTables.FirstCallMemory;
        var last = sizes.Length - 1;
        if (memoryMb > sizes[last])
        {
            return Duration.FromNanoseconds(((times[last] * sizes[last]) + (memoryMb / 2)) / memoryMb);
        }

        var i = 0;
        while (sizes[i] < memoryMb)
        {
            i++;
        }

        if (sizes[i] == memoryMb)
        {
            return Duration.FromNanoseconds(times[i]);
        }

        var share = PortableMath.Log(memoryMb / (double)sizes[i - 1]) / PortableMath.Log(sizes[i] / (double)sizes[i - 1]);
        var factor = PortableMath.Exp(share * PortableMath.Log(times[i] / (double)times[i - 1]));
        return Duration.FromNanoseconds((long)((times[i - 1] * factor) + 0.5));
    }

    /// <summary>Memory a hello-world function uses, in MB: the floor of <c>Max Memory Used</c> (x86_64, zip, 1,024 MB).</summary>
    /// <exception cref="SimulationConfigException">The runtime is unknown.</exception>
    public static int MaxMemoryUsedMb(string runtime) => Find(runtime).MaxMemoryUsedMb;

    /// <summary>Refuses a runtime without data for the package and architecture.</summary>
    internal static void Require(string runtime, PackageType package, Architecture architecture) => InitOf(runtime, package, architecture);

    /// <summary>Whether it runs on <c>provided.*</c>: its INIT was billed before 2025-08-01 too (rule BIL-INIT).</summary>
    internal static bool IsCustom(string runtime) => Find(runtime).Custom;

    private static Entry Find(string runtime)
    {
        if (Entries.TryGetValue(runtime, out var entry))
        {
            return entry;
        }

        if (runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            throw new SimulationConfigException(
                $"runtime {runtime} does not tell what runs on it; name one of {string.Join(", ", Ordered.Where(n => Entries[n].Custom))}");
        }

        throw new SimulationConfigException($"runtime {runtime} is not known; {NearestName.Hint(runtime, Ordered)}");
    }

    private static IEnumerable<string> Known(Entry entry) =>
        from package in (PackageType[])[PackageType.Zip, PackageType.Image]
        from architecture in (Architecture[])[Architecture.X86_64, Architecture.Arm64]
        where entry.Init[Column(package, architecture)] is not null
        select Name(package, architecture);

    private static string Name(PackageType package, Architecture architecture) =>
        $"{(package == PackageType.Zip ? "zip" : "image")} on {(architecture == Architecture.X86_64 ? "x86_64" : "arm64")}";

    private static int Column(PackageType package, Architecture architecture) => ((int)package * 2) + (int)architecture;

    private static Dictionary<string, Entry> Load()
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (name, values) in Rows(RuntimeTables.FirstCall))
        {
            Ordered.Add(name);
            entries.Add(name, new Entry(
                IsOnProvided(name),
                [.. values[..4].Select(Nanoseconds)],
                [.. values[4..8].Select(Nanoseconds)],
                (int)values[8],
                new Distribution?[4]));
        }

        Fill(entries, RuntimeTables.ZipX86, PackageType.Zip, Architecture.X86_64);
        Fill(entries, RuntimeTables.ZipArm, PackageType.Zip, Architecture.Arm64);
        Fill(entries, RuntimeTables.ImageX86, PackageType.Image, Architecture.X86_64);
        Fill(entries, RuntimeTables.ImageArm, PackageType.Image, Architecture.Arm64);
        return entries;
    }

    private static void Fill(Dictionary<string, Entry> entries, string table, PackageType package, Architecture architecture)
    {
        foreach (var (name, values) in Rows(table))
        {
            entries[name].Init[Column(package, architecture)] = Distribution.Quantiles(
                values.Zip(RuntimeTables.InitProbabilities, (ms, p) => new Quantile(p, Duration.FromNanoseconds(Nanoseconds(ms)))));
        }
    }

    private static IEnumerable<(string Name, decimal[] Values)> Rows(string table) =>
        from line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select (cells[0], cells[1..].Select(c => decimal.Parse(c, CultureInfo.InvariantCulture)).ToArray());

    private static long Nanoseconds(decimal milliseconds) => (long)(milliseconds * 1_000_000);

    private static bool IsOnProvided(string name) =>
        name.EndsWith("-aot", StringComparison.Ordinal) || name.EndsWith("-al2023", StringComparison.Ordinal) || name.StartsWith("graalvm-", StringComparison.Ordinal);

    private sealed record Entry(bool Custom, long[] FirstCallX86, long[] FirstCallArm, int MaxMemoryUsedMb, Distribution?[] Init);
}
