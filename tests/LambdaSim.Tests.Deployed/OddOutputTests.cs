using LambdaSim.Deployed;
using Mono.Cecil;

namespace LambdaSim.Tests.Deployed;

/// <summary>Outputs that are damaged, incomplete, built anew or used twice: they run as they would when deployed, or are refused with what is wrong and what to do.</summary>
public sealed class OddOutputTests
{
    private const string Parts = "Generics.OfAnotherAssembly";

    [Theory]
    [InlineData("Torture.dll", 0)]
    [InlineData("Torture.dll", 100)]
    [InlineData("Torture.dll", 1_000)]
    [InlineData("Torture.dll", 9_000)]
    [InlineData("TortureParts.dll", 0)]
    [InlineData("TortureParts.dll", 300)]
    [InlineData("TortureParts.dll", 2_000)]
    [InlineData("TortureParts.dll", 5_000)]
    public void A_truncated_assembly_is_named(string file, int bytes)
    {
        using var output = new OutputCopy();
        File.WriteAllBytes(output[file], File.ReadAllBytes(output[file])[..bytes]);
        using var simulation = new Simulation(seed: 1);

        var error = Assert.Throws<InvalidHandlerException>(() => output.Add(simulation));

        Assert.Contains($"'{output[file]}' is not a whole assembly of .NET", error.Message, StringComparison.Ordinal);
        Assert.Contains("build or publish", error.Message, StringComparison.Ordinal);
        simulation.AddFunction("f", () => 1);
    }

    [Fact]
    public void A_damaged_output_that_is_built_again_runs()
    {
        using var output = new OutputCopy();
        var whole = File.ReadAllBytes(output["TortureParts.dll"]);
        File.WriteAllBytes(output["TortureParts.dll"], whole[..100]);
        using var simulation = new Simulation(seed: 1);
        Assert.Throws<InvalidHandlerException>(() => output.Add(simulation));

        File.WriteAllBytes(output["TortureParts.dll"], whole);

        Assert.Equal("1 Int32String 1 0 202", OutputCopy.Answer(output.Add(simulation), Parts));
    }

    [Fact]
    public void Files_that_are_no_assemblies_lie_beside_it()
    {
        using var output = new OutputCopy();
        File.WriteAllText(output["native.dll"], "MZ and machine code");
        File.WriteAllText(output["libnative.so"], "ELF");
        using (var large = File.Create(output["model.bin"]))
        {
            large.SetLength(3L << 30);
        }

        using var simulation = new Simulation(seed: 1);

        Assert.Equal("1 Int32String 1 0 202", OutputCopy.Answer(output.Add(simulation), Parts));
    }

    [Fact]
    public void An_output_without_deps_json_finds_what_lies_beside_it()
    {
        using var output = new OutputCopy();
        File.Delete(output["Torture.deps.json"]);
        File.Delete(output["Torture.runtimeconfig.json"]);
        using var simulation = new Simulation(seed: 1);

        Assert.Equal("1 Int32String 1 0 202", OutputCopy.Answer(output.Add(simulation), Parts));
    }

    [Fact]
    public void A_broken_deps_json_is_as_none()
    {
        using var output = new OutputCopy();
        File.WriteAllText(output["Torture.deps.json"], "{");
        using var simulation = new Simulation(seed: 1);

        Assert.Equal("1 Int32String 1 0 202", OutputCopy.Answer(output.Add(simulation), Parts));
    }

    [Fact]
    public void Symbols_of_another_build_and_broken_ones_are_as_none()
    {
        using var output = new OutputCopy();
        File.Copy(output["TortureParts.pdb"], output["Torture.pdb"], overwrite: true);
        File.WriteAllText(output["TortureParts.pdb"], "BSJB, and nothing else");
        using var simulation = new Simulation(seed: 1);

        Assert.Equal("1 Int32String 1 0 202", OutputCopy.Answer(output.Add(simulation), Parts));
    }

    [Fact]
    public void A_dependency_that_is_missing_fails_where_it_is_used()
    {
        using var output = new OutputCopy();
        File.Delete(output["TortureParts.dll"]);
        using var simulation = new Simulation(seed: 1);

        Assert.Contains("TortureParts", output.Add(simulation).Invoke(Parts).PayloadText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_may_be_in_a_dependency()
    {
        using var output = new OutputCopy();
        using var simulation = new Simulation(seed: 1);
        var parts = simulation.AddDeployed("parts", output.Folder, "TortureParts::TortureParts.PartsFunction::Handle");

        Assert.Equal(["a 1 3", "b 2 3"], [OutputCopy.Answer(parts, "a"), OutputCopy.Answer(parts, "b")]);
    }

    [Fact]
    public void Two_versions_of_a_dependency_run_side_by_side()
    {
        using var one = new OutputCopy();
        using var other = new OutputCopy();
        other.CountFrom(50);
        using var simulation = new Simulation(seed: 1);
        var (old, young) = (one.Add(simulation, "old"), other.Add(simulation, "young"));

        Assert.Equal(["1 parts;torture;", "1 parts;torture;"], [OutputCopy.Answer(old, "Initializers.Modules"), OutputCopy.Answer(young, "Initializers.Modules")]);
        Assert.Equal(["4 41 41 44 _count", "51 41 41 91 _count"], [OutputCopy.Answer(old, "Language.Trees"), OutputCopy.Answer(young, "Language.Trees")]);
    }

    [Fact]
    public void A_dependency_that_is_built_anew_is_loaded_anew()
    {
        using var output = new OutputCopy();
        using (var before = new Simulation(seed: 1))
        {
            Assert.Equal("4 41 41 44 _count", OutputCopy.Answer(output.Add(before), "Language.Trees"));
        }

        output.CountFrom(60);
        using var after = new Simulation(seed: 1);

        Assert.Equal("61 41 41 101 _count", OutputCopy.Answer(output.Add(after), "Language.Trees"));
    }

    [Fact]
    public void A_type_that_has_moved_to_another_assembly_keeps_its_statics_there()
    {
        using var output = new OutputCopy();
        output.Rebuild("TortureParts", module =>
        {
            module.Assembly.Name.Name = module.Name = "TortureMoved";
        });
        File.Move(output["TortureParts.dll"], output["TortureMoved.dll"]);
        File.Copy(Path.Combine(Corpus.Folder("Torture"), "TortureParts.dll"), output["TortureParts.dll"]);
        output.Rebuild("TortureParts", module =>
        {
            var moved = new AssemblyNameReference("TortureMoved", new Version(1, 0, 0, 0)) { PublicKeyToken = module.Assembly.Name.PublicKeyToken };
            module.AssemblyReferences.Add(moved);
            module.Types.Remove(module.GetType("TortureParts.MovedElsewhere"));
            module.ExportedTypes.Add(new ExportedType("TortureParts", "MovedElsewhere", module, moved) { IsForwarder = true });
        });
        File.Delete(output["Torture.deps.json"]);
        using var simulation = new Simulation(seed: 1);

        Assert.Equal("41", OutputCopy.Answer(output.Add(simulation), "Language.Forwarded"));
    }

    [Fact]
    public void The_frameworks_assembly_stands_for_a_newer_one_of_the_output()
    {
        using var output = new OutputCopy();
        output.Rebuild("Torture", module => module.AssemblyReferences.First(r => r.Name == "System.Linq.Expressions").Version = new Version(99, 0, 0, 0));
        AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("System.Linq.Expressions", new Version(99, 0, 0, 0)), "System.Linq.Expressions", ModuleKind.Dll).Write(output["System.Linq.Expressions.dll"]);
        using var simulation = new Simulation(seed: 1);
        var function = output.Add(simulation);

        Assert.Equal("4 41 41 44 _count", OutputCopy.Answer(function, "Language.Trees"));
        Assert.Contains(simulation.Unsimulated, static u => u.Contains("System.Linq.Expressions 99.0.0.0: the framework's", StringComparison.Ordinal));
    }

    [Fact]
    public void One_output_is_added_twice_with_other_folders()
    {
        using var output = new OutputCopy();
        using var simulation = new Simulation(seed: 1);
        var one = output.Add(simulation, "one");
        var other = output.Add(simulation, "other", new DeployedOptions { CacheFolder = output["woven"], TmpFolder = output["tmp"] });

        Assert.Equal(OutputCopy.Answer(one, Parts), OutputCopy.Answer(other, Parts));
        Directory.Delete(output["woven"], recursive: true);
        Assert.Equal(OutputCopy.Answer(one, "Language.Members"), OutputCopy.Answer(other, "Language.Members"));
    }

    [Fact]
    public void Woven_code_that_somebody_deleted_is_made_again()
    {
        using var output = new OutputCopy();
        var options = new DeployedOptions { CacheFolder = output["woven"] };
        using var simulation = new Simulation(seed: 1);
        output.Add(simulation, "one", options);
        Directory.Delete(options.CacheFolder, recursive: true);
        output.CountFrom(70);

        Assert.Equal("71 41 41 111 _count", OutputCopy.Answer(output.Add(simulation, "other", options), "Language.Trees"));
    }

    [Fact]
    public void A_cache_folder_that_cannot_be_written_is_named()
    {
        using var output = new OutputCopy();
        using var simulation = new Simulation(seed: 1);

        var function = output.Add(simulation, options: new DeployedOptions { CacheFolder = output["Torture.dll"] });

        Assert.Equal("41", OutputCopy.Answer(function, "Language.Forwarded"));
        Assert.Contains(simulation.Unsimulated, line => line.Contains($"cannot write woven code to '{output["Torture.dll"]}'", StringComparison.Ordinal) && line.Contains("DeployedOptions.CacheFolder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Simulations_on_other_threads_share_an_output()
    {
        using var output = new OutputCopy();
        string[] cases = ["Generics.Nested", "Generics.Bases", "Initializers.Throwing", "Language.Async", "Language.Members", "Language.Trees"];
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using var simulation = new Simulation(seed: 1);
                var function = output.Add(simulation);
                return string.Join('\n', cases.Concat(cases).Select(c => OutputCopy.Answer(function, c)));
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void A_function_is_not_added_inside_Run()
    {
        using var output = new OutputCopy();
        output.CountFrom(80);
        using var simulation = new Simulation(seed: 1);

        var error = Assert.Throws<InvalidOperationException>(() => simulation.Run(async () =>
        {
            await Task.Yield();
            output.Add(simulation);
        }));

        Assert.Contains("add functions before Run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Handlers_may_be_nested_internal_or_closed_generic_types()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Equal("\"nested a 1\"", simulation.AddDeployed<Nested>("nested").Invoke("a").PayloadText);
        Assert.Equal("\"internal a\"", simulation.AddDeployed<InternalHandler>("internal").Invoke("a").PayloadText);
        Assert.Equal("\"Int32 a\"", simulation.AddDeployed<GenericHandler<int>>("generic").Invoke("a").PayloadText);
        Assert.Equal("\"String[] a\"", simulation.AddDeployed<GenericHandler<string[]>.Within>("within").Invoke("a").PayloadText);
    }

    public sealed class Nested
    {
        private static int _calls;

        public string Handle(string input) => $"nested {input} {++_calls}";
    }
}

internal sealed class InternalHandler
{
    public string Handle(string input) => "internal " + input;
}

public class GenericHandler<T>
{
    public string Handle(string input) => typeof(T).Name + " " + input;

    public sealed class Within
    {
        public string Handle(string input) => typeof(T).Name + " " + input;
    }
}
