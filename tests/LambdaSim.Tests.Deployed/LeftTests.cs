using LambdaSim.Configuration;
using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>What is gone leaves nothing behind: a run may go on for ever.</summary>
public sealed class LeftTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lambdasim-left-").FullName;

    private DeployedOptions Options => new() { TmpFolder = _folder };

    [Fact]
    public void Of_two_thousand_environments_only_the_living_one_has_a_folder_and_is_in_memory()
    {
        const int Environments = 2_000;
        List<WeakReference> seen = [];
        AppDomain.CurrentDomain.SetData(Leaves.Seen, seen);
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { KeepAlive = KeepAlive.Fixed(1.Minutes) } });
        var function = simulation.AddDeployed<Leaves>("f", options: Options);
        for (var i = 0; i < Environments; i++)
        {
            Assert.Equal("1", function.Invoke("").PayloadText);
            Assert.Single(Folders());
            simulation.AdvanceBy(2.Minutes);
        }

        Assert.Empty(Folders());
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(Environments, seen.Count);
        Assert.InRange(seen.Count(static r => r.IsAlive), 0, 5);
    }

    [Fact]
    public void The_folder_of_an_environment_whose_INIT_failed_goes_with_the_simulation()
    {
        using (var simulation = new Simulation(seed: 1))
        {
            Assert.False(simulation.AddDeployed<FailsInInit>("f", options: Options).Invoke("").Succeeded);
            Assert.Single(Folders());
        }

        Assert.Empty(Folders());
    }

    [Fact]
    public void A_folder_that_a_killed_process_left_goes_when_the_next_begins_and_one_that_is_held_stays()
    {
        File.WriteAllText(Path.Combine(_folder, "killed.lock"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "killed", "1"));
        using var held = new FileStream(Path.Combine(_folder, "held.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        Directory.CreateDirectory(Path.Combine(_folder, "held", "1"));
        Directory.CreateDirectory(Path.Combine(_folder, "someones"));
        using var simulation = new Simulation(seed: 1);
        simulation.AddDeployed<Leaves>("f", options: Options).Invoke("");

        Assert.False(Directory.Exists(Path.Combine(_folder, "killed")));
        Assert.True(Directory.Exists(Path.Combine(_folder, "held", "1")));
        Assert.True(Directory.Exists(Path.Combine(_folder, "someones")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IEnumerable<string> Folders() => Directory.EnumerateDirectories(_folder).SelectMany(Directory.EnumerateDirectories);
}

public sealed class Leaves
{
    public const string Seen = "lambdasim-left-seen";

    private static readonly object _ofProcess = new();
    private static int _calls;

    public int Handle(string input)
    {
        if (AppDomain.CurrentDomain.GetData(Seen) is List<WeakReference> seen)
        {
            seen.Add(new WeakReference(_ofProcess));
        }

        File.WriteAllText("/tmp/a.txt", "a");
        return ++_calls;
    }
}

public sealed class FailsInInit
{
    public FailsInInit() => throw new InvalidOperationException("no");

    public int Handle(string input) => 1;
}
