using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using LambdaSim.Benchmarks.Sample;
using LambdaSim.Configuration;
using LambdaSim.Deployed;
using LambdaSim.Deployed.Loading;
using LambdaSim.Units;

namespace LambdaSim.Benchmarks.Deployed;

/// <summary>What deployed code costs beside the same code as it is. Best of some rounds.</summary>
internal static class DeployedRunner
{
    private const int Environments = 200;
    private const int Calls = 20_000;
    private const int Loops = 5_000_000;

    private static bool _kept = true;

    /// <returns>Whether every goal was kept.</returns>
    public static bool Run(int rounds)
    {
        Weaving(rounds);
        Pair("a cold environment, small handler", rounds, Environments, 1_000, "us", static s => OneByOne(s, s.AddDeployed<Small>("f")), static s => OneByOne(s, s.AddFunction<Small>("f")), goal: 1_000);
        Single("a cold environment, AWSSDK.SQS", rounds, Environments / 4, 1_000, "us", static s => Cold(s, AddQueueing(s), Environments / 4), goal: 6_000);
        Pair("a warm call, small handler", rounds, Calls, 1_000, "us", static s => Warm(s, s.AddDeployed<Small>("f")), static s => Warm(s, s.AddFunction<Small>("f")), ratio: 1.05);
        Pair("DateTime.UtcNow", rounds, Loops, 1_000_000, "ns", static s => Loop(s.AddDeployed<Clocks>("f", Long)), static s => Loop(s.AddFunction<Clocks>("f", Long)));
        Pair("a static, read and written", rounds, Loops, 1_000_000, "ns", static s => Loop(s.AddDeployed<Sample.Statics>("f", Long)), static s => Loop(s.AddFunction<Sample.Statics>("f", Long)));
        Memory();
        return _kept;
    }

    private static FunctionConfig Long(FunctionConfig function) => function with { Timeout = 15.Minutes };

    private static Function AddQueueing(Simulation simulation)
    {
        simulation.AddQueue("orders");
        return simulation.AddDeployed("f", Corpus("AwsClient"), "AwsClient::AwsClient.Function::Handle", f => Long(f) with { Environment = new Dictionary<string, string> { ["QUEUE"] = "orders" } });
    }

    // Hours later nothing is left of an environment.
    private static double OneByOne(Simulation simulation, Function function)
    {
        function.Invoke("order");
        var watch = new Stopwatch();
        for (var i = 0; i < Environments; i++)
        {
            simulation.AdvanceBy(3.Hours);
            watch.Start();
            function.Invoke("order");
            watch.Stop();
        }

        return watch.Elapsed.TotalMilliseconds;
    }

    // Each call at the same instant has an environment of its own.
    private static double Cold(Simulation simulation, Function function, int environments)
    {
        var watch = Stopwatch.StartNew();
        simulation.Run(async () => await Task.WhenAll(Enumerable.Range(0, environments).Select(_ => function.InvokeAsync("order"))).ConfigureAwait(false));
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Warm(Simulation simulation, Function function) => simulation.Run(async () =>
    {
        await function.InvokeAsync("order").ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Calls; i++)
        {
            await function.InvokeAsync("order").ConfigureAwait(false);
        }

        return watch.Elapsed.TotalMilliseconds;
    });

    private static double Loop(Function function)
    {
        function.Invoke(10_000);
        Thread.Sleep(200);
        function.Invoke(10_000);
        var watch = Stopwatch.StartNew();
        function.Invoke(Loops);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Weaving(int rounds)
    {
        var main = Path.Combine(Corpus("Stored"), "Stored.dll");
        var (fresh, cached, assemblies) = (double.MaxValue, double.MaxValue, 0);
        for (var i = 0; i < rounds; i++)
        {
            var folder = Directory.CreateTempSubdirectory("lambdasim-benchmark-").FullName;
            var watch = Stopwatch.StartNew();
            var code = WovenCode.Of(main, new DeployedOptions { CacheFolder = folder });
            fresh = Math.Min(fresh, watch.Elapsed.TotalMilliseconds);
            assemblies = Directory.EnumerateDirectories(folder).Count();

            // Under another name, so that this process does not know it.
            Directory.Move(folder, folder + "-moved");
            watch.Restart();
            WovenCode.Of(main, new DeployedOptions { CacheFolder = folder + "-moved" });
            cached = Math.Min(cached, watch.Elapsed.TotalMilliseconds);
            Directory.Delete(folder + "-moved", recursive: true);
        }

        Say($"weaving {assemblies} assemblies, empty cache", fresh, "ms", goal: 2_500);
        Say($"the same from the disk cache", cached, "ms", goal: 60);
    }

    private static void Memory()
    {
        using var simulation = new Simulation(options: new SimulationOptions());
        var function = simulation.AddDeployed<Held>("f");
        Cold(simulation, function, 1);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Cold(simulation, function, 1_000);
        Say("memory of 1,000 environments", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, "MB", goal: 300);
        GC.KeepAlive(function);
    }

    private static void Pair(string what, int rounds, int pieces, double unit, string name, Func<Simulation, double> woven, Func<Simulation, double> plain, double? goal = null, double? ratio = null)
    {
        var (best, of) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i <= rounds; i++)
        {
            best = Math.Min(best, Time(woven) * unit / pieces);
            of = Math.Min(of, Time(plain) * unit / pieces);
        }

        var kept = (goal is null || best <= goal) && (ratio is null || best <= of * ratio);
        _kept &= kept;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-44} {best,10:N1} {name}   unwoven {of,8:N1} {name}   ratio {best / of,6:N2}{Aim(goal, name)}{(ratio is null ? "" : $"   goal: ratio {ratio:N2}")}{(kept ? "" : "   MISSED")}"));
    }

    private static void Single(string what, int rounds, int pieces, double unit, string name, Func<Simulation, double> woven, double goal)
    {
        var best = double.MaxValue;
        for (var i = 0; i <= rounds; i++)
        {
            best = Math.Min(best, Time(woven) * unit / pieces);
        }

        Say(what, best, name, goal);
    }

    private static void Say(string what, double value, string name, double goal)
    {
        _kept &= value <= goal;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-44} {value,10:N1} {name}{Aim(goal, name)}{(value <= goal ? "" : "   MISSED")}"));
    }

    private static string Aim(double? goal, string name) => goal is null ? "" : string.Create(CultureInfo.InvariantCulture, $"   goal: {goal:N0} {name}");

    private static double Time(Func<Simulation, double> run)
    {
        using var simulation = new Simulation(seed: 1);
        return run(simulation);
    }

    // Built as for deployment, by the project's reference to them.
    private static string Corpus(string project, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../tests/Corpus", project, "bin", Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!, "net10.0");
}
