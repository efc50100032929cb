using System.Globalization;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Randomness;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Validation;

/// <summary>The tables of docs/validation.md about the length of INIT.</summary>
internal static class InitTables
{
    private const int Calls = 40_000;

    public static string ByRuntime()
    {
        var text = new StringBuilder("""
            | runtime (zip, x86_64) | p50 AWS | p50 LambdaSim | p99 AWS | p99 LambdaSim |
            |---|---:|---:|---:|---:|

            """.ReplaceLineEndings("\n"));
        var rows = Measured().ToList();
        foreach (var r in rows.Where(r => r is { Package: PackageType.Zip, Architecture: Architecture.X86_64 }).OrderBy(r => RuntimeCatalog.Names.ToList().IndexOf(r.Runtime)))
        {
            text.Append(Text.Invariant($"| {r.Runtime} | {r.P50:F1} | {r.Ours.At(0.5) / 1e6:F1} | {r.P99:F1} | {r.Ours.At(0.99) / 1e6:F1} |\n"));
        }

        double Mean(Func<Row, double> measured, double share) => 100 * rows.Average(r => Math.Abs((r.Ours.At(share) / 1e6 / measured(r)) - 1));
        double Most(Func<Row, double> measured, double share) => 100 * rows.Max(r => Math.Abs((r.Ours.At(share) / 1e6 / measured(r)) - 1));
        text.Append(Text.Invariant($"\nOver all {rows.Count} combinations of runtime, package and architecture the medians deviate by {Mean(r => r.P50, 0.5):F1} % on average and {Most(r => r.P50, 0.5):F1} % at most, the 99th percentiles by {Mean(r => r.P99, 0.99):F1} % and {Most(r => r.P99, 0.99):F1} %.\n"));
        return text.ToString();
    }

    public static string In2025()
    {
        var text = new StringBuilder("""
            | runtime | architecture | AWS, hashing: mean | AWS, DynamoDB client: mean | LambdaSim, hello world: mean |
            |---|---|---:|---:|---:|

            """.ReplaceLineEndings("\n"));
        var groups = File.ReadLines(Shared.Path("traces/lambda_workloads_2025.csv")).Skip(1).Select(line => line.Split(','))
            .Where(c => c[2] == "cold")
            .GroupBy(c => (Runtime: c[0], Architecture: c[3] == "arm64" ? Architecture.Arm64 : Architecture.X86_64));
        foreach (var group in groups.OrderBy(g => g.Key.Runtime, StringComparer.Ordinal).ThenBy(g => g.Key.Architecture))
        {
            double Mean(string workload) => group.Where(c => c[1] == workload).Average(c => double.Parse(c[7], CultureInfo.InvariantCulture));
            var runtime = group.Key.Runtime switch
            {
                "rust" => "rust-al2023",
                ['n', ..] node => node + ".x",
                var python => python,
            };
            text.Append(Text.Invariant($"| {runtime} | {(group.Key.Architecture == Architecture.Arm64 ? "arm64" : "x86_64")} | {Mean("cpu-intensive"):F1} | {Mean("light"):F1} | {Simulate(runtime, PackageType.Zip, group.Key.Architecture).Mean / 1e6:F1} |\n"));
        }

        return text.ToString();
    }

    // Averaged over the memory sizes, which INIT does not depend on.
    private static IEnumerable<Row> Measured()
    {
        var lines = File.ReadAllLines(Shared.Path("traces/lambda_init_by_runtime.csv"));
        var header = lines[0].Split(',').ToList();
        foreach (var group in lines.Skip(1).Select(line => line.Split(',')).GroupBy(c => (Runtime: Id(c[0]), Package: c[1] == "zip" ? PackageType.Zip : PackageType.Image, Architecture: c[2] == "arm64" ? Architecture.Arm64 : Architecture.X86_64)))
        {
            if (RuntimeCatalog.Names.Contains(group.Key.Runtime) && TrySimulate(group.Key) is { } ours)
            {
                double Mean(string column) => group.Average(c => double.Parse(c[header.IndexOf(column)], CultureInfo.InvariantCulture));
                yield return new Row(group.Key.Runtime, group.Key.Package, group.Key.Architecture, Mean("p50_ms"), Mean("p99_ms"), ours);
            }
        }
    }

    private static Ranked? TrySimulate((string Runtime, PackageType Package, Architecture Architecture) key)
    {
        try
        {
            return Simulate(key.Runtime, key.Package, key.Architecture);
        }
        catch (SimulationConfigException)
        {
            return null;
        }
    }

    private static Ranked Simulate(string runtime, PackageType package, Architecture architecture)
    {
        var times = new CallTimes();
        using var source = Arrivals.Constant(Text.Invariant($"{runtime}-{package}-{architecture}"), 1, new ArrivalOptions { Count = Calls, Duration = Distribution.Fixed(Duration.FromMilliseconds(1)) });
        Simulation.Replay(source, new SimulationConfig
        {
            KeepAlive = KeepAlive.Fixed(Duration.Zero),
            Defaults = new FunctionOverrides { Runtime = runtime, PackageType = package, Architecture = architecture },
        }, new ReplayOptions { Log = EventLogLevel.Off, Observers = [times] });
        Assert.All(times.All, t => Assert.True(t.Cold));
        return Ranked.Of(times.All.Select(t => t.InitNs));
    }

    private static string Id(string name) => name switch
    {
        "graalvm java21 (prov.al2023)" => "graalvm-java21",
        "go (prov.al2023)" => "go-al2023",
        "rust (prov.al2023)" => "rust-al2023",
        "c++ 11 (prov.al2023)" => "cpp-al2023",
        _ => name.Replace(" aot (prov.al2023)", "-aot", StringComparison.Ordinal),
    };

    private sealed record Row(string Runtime, PackageType Package, Architecture Architecture, double P50, double P99, Ranked Ours);
}
