using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Configuration;

public sealed class RuntimeCatalogTests
{
    [Theory]
    [InlineData("dotnet8", PackageType.Zip, Architecture.X86_64, 257, 631)]
    [InlineData("dotnet10", PackageType.Zip, Architecture.Arm64, 261, 664)]
    [InlineData("dotnet8-aot", PackageType.Image, Architecture.X86_64, 62, 175)]
    [InlineData("nodejs22.x", PackageType.Zip, Architecture.X86_64, 144, 220)]
    [InlineData("python3.13", PackageType.Image, Architecture.Arm64, 139, 362)]
    [InlineData("java21", PackageType.Zip, Architecture.X86_64, 246, 587)]
    [InlineData("graalvm-java21", PackageType.Zip, Architecture.Arm64, 126, 156)]
    [InlineData("ruby3.4", PackageType.Zip, Architecture.X86_64, 230, 489)]
    [InlineData("go-al2023", PackageType.Image, Architecture.Arm64, 39, 98)]
    [InlineData("rust-al2023", PackageType.Zip, Architecture.X86_64, 16, 49)]
    [InlineData("cpp-al2023", PackageType.Zip, Architecture.Arm64, 49, 100)]
    [Pins("ENV-INIT-QUANTILES")]
    public void Init_times_are_the_measured_quantiles(string runtime, PackageType package, Architecture architecture, int median, int p99)
    {
        var points = Points(runtime, package, architecture);
        Assert.Equal(9, points.Length);
        Assert.Equal(Duration.FromMilliseconds(median), points[3].Time);
        Assert.Equal(Duration.FromMilliseconds(p99), points[7].Time);
    }

    [Theory]
    [InlineData("dotnet8", Architecture.X86_64, 128, 721_400_000)]
    [InlineData("dotnet8", Architecture.X86_64, 512, 167_000_000)]
    [InlineData("dotnet8", Architecture.X86_64, 1024, 75_200_000)]
    [InlineData("dotnet8", Architecture.X86_64, 2048, 37_600_000)]
    [InlineData("dotnet8", Architecture.X86_64, 10240, 7_520_000)]
    [InlineData("dotnet8", Architecture.X86_64, 1769, 43_530_130)]
    [InlineData("java25", Architecture.Arm64, 256, 129_400_000)]
    [InlineData("python3.12", Architecture.X86_64, 300, 2_000_000)]
    [Pins("ENV-FIRSTCALL")]
    public void The_first_call_takes_its_measured_time(string runtime, Architecture architecture, int memoryMb, long nanoseconds) =>
        Assert.Equal(nanoseconds, RuntimeCatalog.FirstCall(runtime, architecture, memoryMb).ToInt64Nanoseconds());

    [Theory]
    [InlineData(192, 128, 721.4, 256, 358.7)]
    [InlineData(640, 512, 167.0, 1024, 75.2)]
    [Pins("ENV-FIRSTCALL")]
    public void Between_measured_sizes_the_first_call_is_a_power_of_memory(int memoryMb, int below, double from, int above, double to)
    {
        var expected = from * Math.Pow(to / from, Math.Log(memoryMb / (double)below) / Math.Log(above / (double)below));
        Assert.Equal(expected, RuntimeCatalog.FirstCall("dotnet8", Architecture.X86_64, memoryMb).TotalMilliseconds, 1e-6);
    }

    [Fact]
    public void More_memory_never_makes_the_first_call_of_dotnet_longer()
    {
        var times = Enumerable.Range(128, 10_240 - 127).Select(mb => RuntimeCatalog.FirstCall("dotnet10", Architecture.Arm64, mb)).ToList();
        Assert.Equal(times.OrderDescending(), times);
    }

    [Fact]
    public void Every_number_of_the_source_tables_is_there()
    {
        var lines = File.ReadAllLines(Shared.Path("semantics/environments-lifecycle-logs-billing.md"));
        var count = 0;
        foreach (var (heading, package, architecture) in new[]
        {
            ("**zip, x86_64**", PackageType.Zip, Architecture.X86_64),
            ("**zip, arm64**", PackageType.Zip, Architecture.Arm64),
            ("**container image, x86_64**", PackageType.Image, Architecture.X86_64),
            ("**container image, arm64**", PackageType.Image, Architecture.Arm64),
        })
        {
            foreach (var row in Table(lines, heading))
            {
                Assert.Equal(row[1..].Select(Milliseconds), Points(Id(row[0]), package, architecture).Select(p => p.Time.ToDuration()));
                count++;
            }
        }

        Assert.Equal(70, count);
        var rows = Table(lines, "### 11.2").ToList();
        Assert.Equal(rows.Select(row => Id(row[0])), RuntimeCatalog.Names);
        int[] sizes = [128, 256, 512, 1024];
        foreach (var row in rows)
        {
            Assert.Equal(row[1..5].Select(Milliseconds), sizes.Select(mb => RuntimeCatalog.FirstCall(Id(row[0]), Architecture.X86_64, mb)));
            Assert.Equal(row[5..9].Select(Milliseconds), sizes.Select(mb => RuntimeCatalog.FirstCall(Id(row[0]), Architecture.Arm64, mb)));
            Assert.Equal(row[9], RuntimeCatalog.MaxMemoryUsedMb(Id(row[0])).ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Quantiles_lie_where_the_raw_measurements_do()
    {
        // The file covers a week more and is per memory size: averaged over the sizes, its quantiles agree this closely, or within 2 ms.
        string[] columns = ["p10_ms", "p25_ms", "p50_ms", "p75_ms", "p99_ms"];
        double[] tolerance = [0.05, 0.05, 0.05, 0.05, 0.3];
        int[] index = [1, 2, 3, 4, 7];
        var lines = File.ReadAllLines(Shared.Path("traces/lambda_init_by_runtime.csv"));
        var header = lines[0].Split(',').ToList();
        var groups = lines.Skip(1).Select(line => line.Split(','))
            .GroupBy(cells => (Runtime: RawId(cells[0]), Package: cells[1] == "zip" ? PackageType.Zip : PackageType.Image, Architecture: cells[2] == "arm64" ? Architecture.Arm64 : Architecture.X86_64))
            .Where(group => Knows(group.Key.Runtime, group.Key.Package, group.Key.Architecture))
            .ToList();
        Assert.Equal(70, groups.Count);
        foreach (var group in groups)
        {
            var points = Points(group.Key.Runtime, group.Key.Package, group.Key.Architecture);
            for (var i = 0; i < columns.Length; i++)
            {
                var measured = group.Average(cells => double.Parse(cells[header.IndexOf(columns[i])], CultureInfo.InvariantCulture));
                var ours = points[index[i]].Time.TotalMilliseconds;
                Assert.True(Math.Abs((ours / measured) - 1) <= tolerance[i] || Math.Abs(ours - measured) < 2, $"{group.Key} {columns[i]}: {ours} against {measured:F1}");
            }
        }
    }

    [Fact]
    public void An_unknown_runtime_is_refused_with_the_nearest_known_ones() => Assert.Equal(
        "runtime dotnet7 is not known; nearest are dotnet8, dotnet10, dotnet8-aot",
        Refusal("dotnet7", PackageType.Zip, Architecture.X86_64));

    [Fact]
    public void A_name_of_a_bare_operating_system_is_refused_with_the_choices() => Assert.Equal(
        "runtime provided.al2023 does not tell what runs on it; name one of dotnet8-aot, dotnet9-aot, dotnet10-aot, graalvm-java21, go-al2023, rust-al2023, cpp-al2023",
        Refusal("provided.al2023", PackageType.Zip, Architecture.X86_64));

    [Fact]
    public void A_package_without_data_is_refused_with_those_that_have_some() => Assert.Equal(
        "no init times are known for runtime python3.10 as image on arm64; known are zip on x86_64, zip on arm64. Choose one of these, or give init a distribution and name no runtime",
        Refusal("python3.10", PackageType.Image, Architecture.Arm64));

    [Fact]
    public void Runtimes_on_the_bare_operating_system_are_custom() => Assert.Equal(
        ["dotnet8-aot", "dotnet9-aot", "dotnet10-aot", "graalvm-java21", "go-al2023", "rust-al2023", "cpp-al2023"],
        RuntimeCatalog.Names.Where(RuntimeCatalog.IsCustom));

    private static string Refusal(string runtime, PackageType package, Architecture architecture) =>
        Assert.Throws<SimulationConfigException>(() => RuntimeCatalog.Require(runtime, package, architecture)).Message;

    private static bool Knows(string runtime, PackageType package, Architecture architecture)
    {
        try
        {
            RuntimeCatalog.Require(runtime, package, architecture);
            return true;
        }
        catch (SimulationConfigException)
        {
            return false;
        }
    }

    private static Quantile[] Points(string runtime, PackageType package, Architecture architecture) =>
        [.. Assert.IsType<QuantileDistribution>(RuntimeCatalog.InitOf(runtime, package, architecture)).Points];

    private static IEnumerable<string[]> Table(string[] lines, string heading) =>
        lines.SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal))
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static Duration Milliseconds(string text) => Duration.FromNanoseconds((long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 1_000_000));

    private static string Id(string name) => name == "GraalVM java21"
        ? "graalvm-java21"
        : name.Replace(" AOT", "-aot", StringComparison.Ordinal).Replace("c++", "cpp", StringComparison.Ordinal).Replace(' ', '-');

    private static string RawId(string name) => name switch
    {
        "graalvm java21 (prov.al2023)" => "graalvm-java21",
        "go (prov.al2023)" => "go-al2023",
        "rust (prov.al2023)" => "rust-al2023",
        "c++ 11 (prov.al2023)" => "cpp-al2023",
        _ => name.Replace(" aot (prov.al2023)", "-aot", StringComparison.Ordinal),
    };
}
