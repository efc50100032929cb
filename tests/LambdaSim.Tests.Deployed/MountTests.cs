using System.Text.Json;
using LambdaSim.Deployed;

namespace LambdaSim.Tests.Deployed;

/// <summary>Layers in /opt and file systems in /mnt.</summary>
public sealed class MountTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lambdasim").FullName;

    [Fact]
    [Pins("DEP-MOUNTS")]
    public void Layers_lie_over_each_other_in_opt_and_are_read_only()
    {
        using var simulation = new Simulation(seed: 1);
        var options = new DeployedOptions { Layers = [Layer("one", ("a.txt", "1"), ("sub/b.txt", "1")), Layer("two", ("a.txt", "2"), ("c.txt", "2"))] };
        var function = simulation.AddDeployed<Mounted>("f", options: options);

        Assert.Equal("/opt/a.txt=2 /opt/c.txt=2 /opt/sub/b.txt=1", Text(function.Invoke("/opt")));
        Assert.Equal("Read-only file system : '/opt/new.txt'", Text(function.Invoke("/opt/new.txt")));
        Assert.Equal(2, Directory.GetFiles(options.Layers[0], "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void One_layer_is_where_it_is()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Equal("/opt/a.txt=1", Text(simulation.AddDeployed<Mounted>("f", options: new DeployedOptions { Layers = [Layer("one", ("a.txt", "1"))] }).Invoke("/opt")));
    }

    [Fact]
    [Pins("DEP-MOUNTS")]
    public void A_file_system_is_shared_by_functions_and_stays()
    {
        var options = new DeployedOptions { FileSystems = new Dictionary<string, string> { ["data"] = Layer("efs") } };
        using (var simulation = new Simulation(seed: 1))
        {
            var one = simulation.AddDeployed<Mounted>("one", options: options);
            var other = simulation.AddDeployed<Mounted>("other", options: options);

            Assert.Equal("written", Text(one.Invoke("/mnt/data/x.txt")));
            Assert.Equal("/mnt/data/x.txt=hello", Text(other.Invoke("/mnt/data")));
        }

        Assert.Equal("hello", File.ReadAllText(Path.Combine(options.FileSystems["data"], "x.txt")));
    }

    [Fact]
    public void Assemblies_that_the_build_output_lacks_are_taken_from_layers()
    {
        var without = Path.Combine(_folder, "without");
        var layer = Path.Combine(_folder, "layer", "dotnetcore", "store");
        Directory.CreateDirectory(without);
        Directory.CreateDirectory(layer);
        foreach (var file in Directory.GetFiles(Corpus.Folder("Bootstrap")).Where(static f => !f.EndsWith(".deps.json", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(Path.GetFileName(file).StartsWith("Amazon.", StringComparison.Ordinal) ? layer : without, Path.GetFileName(file)));
        }

        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddDeployed("f", without, "Bootstrap", options: new DeployedOptions { Layers = [Path.Combine(_folder, "layer")] });

        Assert.True(function.Invoke(new { id = "a" }).Succeeded);
    }

    [Fact]
    public void A_layer_that_is_built_anew_is_seen()
    {
        var options = new DeployedOptions { Layers = [Layer("one", ("a.txt", "1")), Layer("two", ("b.txt", "1"))] };
        Assert.Equal("/opt/a.txt=1 /opt/b.txt=1", Seen());
        Layer("two", ("b.txt", "changed"));

        Assert.Equal("/opt/a.txt=1 /opt/b.txt=changed", Seen());

        string Seen()
        {
            using var simulation = new Simulation(seed: 1);
            return Text(simulation.AddDeployed<Mounted>("f", options: options).Invoke("/opt"));
        }
    }

    [Fact]
    public void Layers_that_could_not_be_laid_together_can_be_when_that_is_mended()
    {
        var options = new DeployedOptions { Layers = [Layer("one", ("a.txt", "1")), Layer("two", ("b.txt", "1"))], TmpFolder = Path.Combine(_folder, "tmp") };
        File.WriteAllText(options.TmpFolder, "no folder");
        using var simulation = new Simulation(seed: 1);
        Assert.ThrowsAny<IOException>(() => simulation.AddDeployed<Mounted>("f", options: options));
        File.Delete(options.TmpFolder);

        Assert.Equal("/opt/a.txt=1 /opt/b.txt=1", Text(simulation.AddDeployed<Mounted>("f", options: options).Invoke("/opt")));
    }

    [Fact]
    public void Folders_that_are_not_there_are_refused()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Contains("of the layer does not exist", Refused(new DeployedOptions { Layers = ["/no/such"] }), StringComparison.Ordinal);
        Assert.Contains("of the file system /mnt/a does not exist", Refused(new DeployedOptions { FileSystems = new Dictionary<string, string> { ["a"] = "/no/such" } }), StringComparison.Ordinal);
        Assert.Contains("'a/b' is no name", Refused(new DeployedOptions { FileSystems = new Dictionary<string, string> { ["a/b"] = _folder } }), StringComparison.Ordinal);
        Assert.Contains("at most 5 layers", Refused(new DeployedOptions { Layers = [.. Enumerable.Repeat(_folder, 6)] }), StringComparison.Ordinal);

        string Refused(DeployedOptions options) => Assert.Throws<InvalidHandlerException>(() => simulation.AddDeployed<Mounted>("f", options: options)).Message;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Layer(string name, params ReadOnlySpan<(string Path, string Text)> files)
    {
        var folder = Path.Combine(_folder, name);
        Directory.CreateDirectory(folder);
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), text);
        }

        return folder;
    }

    private static string Text(InvokeResult result) => JsonDocument.Parse(result.PayloadText).RootElement.GetString()!;
}

public sealed class Mounted
{
    public string Handle(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return string.Join(' ', Directory.GetFiles(path, "*", SearchOption.AllDirectories).Select(f => $"{f}={File.ReadAllText(f)}"));
            }

            File.WriteAllText(path, "hello");
            return "written";
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }
}
