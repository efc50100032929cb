using System.Diagnostics;
using LambdaSim.Deployed;
using LambdaSim.Deployed.Weaving;

namespace LambdaSim.Tests.Deployed.Weaving;

/// <summary>The folder of woven assemblies, which runs at the same time share.</summary>
public sealed class CacheTests : IDisposable
{
    private static readonly string _assembly = typeof(CacheTests).Assembly.Location;

    private readonly string _folder = Directory.CreateTempSubdirectory("lambdasim-cache-").FullName;

    private string Folder(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_assembly_is_woven_once()
    {
        var times = 0;
        WovenImage Weave(string path)
        {
            times++;
            return Made(1);
        }

        var first = new WeavingCache(Folder("a"), 1_000_000).Get(_assembly, "", Weave);
        var second = new WeavingCache(Folder("a"), 1_000_000).Get(_assembly, "", Weave);

        Assert.Equal(1, times);
        Assert.Equal(first, second);
        Assert.Equal(Made(1).Image, File.ReadAllBytes(first.Path));
    }

    [Theory]
    [InlineData("image cut", true)]
    [InlineData("image gone", true)]
    [InlineData("entry cut", true)]
    [InlineData("entry null", true)]
    [InlineData("whole", false)]
    public void A_broken_file_is_made_again(string what, bool again)
    {
        // As another process left it.
        var path = new WeavingCache(Folder("left"), 1_000_000).Get(_assembly, "", static _ => Made(1)).Path;
        Directory.Move(Folder("left"), Folder(what));
        var left = Path.Combine(Folder(what), Path.GetRelativePath(Folder("left"), path));
        var entry = Path.Combine(Path.GetDirectoryName(left)!, "entry.json");
        switch (what)
        {
            case "image cut":
                File.WriteAllBytes(left, [1]);
                break;
            case "image gone":
                File.Delete(left);
                break;
            case "entry cut":
                File.WriteAllText(entry, File.ReadAllText(entry)[..10]);
                break;
            case "entry null":
                File.WriteAllText(entry, "null");
                break;
        }

        var file = new WeavingCache(Folder(what), 1_000_000).Get(_assembly, "", static _ => Made(2));

        Assert.Equal(Made((byte)(again ? 2 : 1)).Image, File.ReadAllBytes(file.Path));
    }

    [Fact]
    public void The_least_recently_used_go_when_the_folder_is_over_its_limit()
    {
        for (var i = 0; i < 4; i++)
        {
            File.WriteAllText(Folder($"original{i}.dll"), $"{i}");
            var file = new WeavingCache(Folder("small"), 2_500).Get(Folder($"original{i}.dll"), "", static _ => new WovenImage(new byte[1_000], null, []));
            File.SetLastWriteTimeUtc(Path.Combine(Path.GetDirectoryName(file.Path)!, "entry.json"), DateTime.UnixEpoch.AddDays(i));
        }

        Assert.Equal(["original2.dll", "original3.dll"], Directory.EnumerateFiles(Folder("small"), "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void An_assembly_over_the_whole_limit_is_kept_in_memory_only()
    {
        var file = new WeavingCache(Folder("none"), 0).Get(_assembly, "", static _ => Made(1));

        Assert.Equal(Made(1).Image, file.Kept!.Image);
        Assert.False(Directory.Exists(Folder("none")));
    }

    [Fact]
    public void Code_runs_that_nothing_is_kept_of()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Equal("\"2026\"", simulation.AddDeployed<Answers>("f", options: new DeployedOptions { CacheFolder = Folder("none"), CacheLimitBytes = 0 }).Invoke("").PayloadText);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_and_code_runs_all_the_same()
    {
        File.WriteAllText(Folder("file"), "");
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddDeployed<Answers>("f", options: new DeployedOptions { CacheFolder = Folder("file/below") });

        Assert.Equal("\"2026\"", function.Invoke("").PayloadText);
        Assert.Contains(simulation.Unsimulated, line => line.Contains("cannot write woven code to", StringComparison.Ordinal));
    }

    [Fact]
    public void Code_whose_file_went_is_made_again()
    {
        // What another run's tidying leaves between this run's look and its load.
        var file = WeavingCache.Again(_assembly, static _ => Made(3));

        Assert.Equal(Made(3).Image, file.Kept!.Image);
    }

    [Fact]
    public async Task Processes_that_weave_at_once_share_a_folder()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunElsewhere(Folder("shared"))));

        Assert.Single(answers.Distinct());
        Assert.Contains("Chance: ", answers[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(Folder("shared"), "*", SearchOption.AllDirectories), f => Path.GetExtension(f) is not (".dll" or ".pdb" or ".json"));
    }

    // Another process of the machine, whose user has that folder for his data.
    private static async Task<string> RunElsewhere(string data)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "LambdaSim.Tests.Deployed.Runner.dll"), "Chance"]) { RedirectStandardOutput = true };
        start.Environment["XDG_DATA_HOME"] = data;
        using var process = Process.Start(start)!;
        return await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static WovenImage Made(byte b) => new([b, b, b], [b], [new WeaveNote("a", "b", "c", "d")]);
}

public sealed class Answers
{
    public string Handle(string input) => $"{DateTime.UtcNow.Year}";
}
