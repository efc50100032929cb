using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using LambdaSim.Deployed;

namespace LambdaSim.Tests.Deployed;

/// <summary>Code that is hard on a weaver answers as it does when nobody has woven it, in each environment anew.</summary>
public sealed class TortureTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases() =>
    [
        "Generics.Nested", "Generics.OfAnotherAssembly", "Generics.Bases", "Generics.Variance", "Generics.Constraints", "Generics.Methods",
        "Initializers.Circular", "Initializers.Order", "Initializers.ByActivator", "Initializers.ByRunClassConstructor", "Initializers.Throwing", "Initializers.Modules",
        "Language.Structs", "Language.RefStructs", "Language.Threads", "Language.Lambdas", "Language.Async", "Language.Exceptions", "Language.Switches", "Language.Memory", "Language.Members",
        "Language.Trees", "Language.Reflection", "Language.Scans", "Language.Emitted", "Language.Dynamic", "Language.Interop", "Language.Resources", "Language.Traces", "Language.Forwarded", "Large.Loop",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Woven_code_answers_as_unwoven_code_does(string name)
    {
        var unwoven = new Unwoven();
        string[] expected = [await unwoven.Call(name), await unwoven.Call(name)];
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);

        var first = simulation.Run(() => Task.WhenAll(function.InvokeRawAsync(JsonSerializer.Serialize(name)), function.InvokeRawAsync(JsonSerializer.Serialize(name))));
        var next = function.InvokeRaw(JsonSerializer.Serialize(name));

        Array.ForEach(expected, output.WriteLine);
        Assert.Equal([expected[0], expected[0], expected[1]], first.Append(next).Select(a => a.PayloadText is ['"', ..] ? JsonSerializer.Deserialize<string>(a.PayloadText) : a.PayloadText));
    }

    [Theory]
    [InlineData("Redirected.Pointers", "01-01 True 01-01 True")]
    [InlineData("Redirected.Groups", "False True 600 True")]
    [InlineData("Redirected.Trees", "01-01 True")]
    [InlineData("Redirected.Constrained", "-1 False")]
    public void Members_of_the_machine_are_reached_in_many_ways(string name, string expected)
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Equal(expected, JsonSerializer.Deserialize<string>(Add(simulation).Invoke(name).PayloadText));
    }

    [Fact]
    public void The_trace_of_a_failed_initialiser_has_the_users_methods_and_lines()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.StartsWith(
            "at Torture.Initializers.Traces():line 192 inner: at Torture.Throws.Compute():line 95;at Torture.Throws..cctor():line 93",
            JsonSerializer.Deserialize<string>(Add(simulation).Invoke("Initializers.Traces").PayloadText),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_accessor_of_a_static_field_that_has_moved_is_listed()
    {
        using var simulation = new Simulation(seed: 1);
        Add(simulation);

        Assert.Contains(simulation.Unsimulated, static u => u.Contains("UnsafeAccessor in Torture.Native.FieldOf", StringComparison.Ordinal));
    }

    [Fact]
    public void A_process_that_exits_in_an_initialiser_has_exited()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);

        Assert.Contains("exit status 3", function.Invoke("Initializers.Exiting").PayloadText, StringComparison.Ordinal);
        Assert.Equal("\"1 parts;torture;\"", function.Invoke("Initializers.Modules").PayloadText);
    }

    private static Function Add(Simulation simulation) => simulation.AddDeployed("f", Corpus.Folder("Torture"), "Torture::Torture.Function::Handle");

    // A process of its own, as far as statics go.
    private sealed class Unwoven : AssemblyLoadContext
    {
        private readonly object _handler;

        public Unwoven()
            : base("unwoven")
        {
            var type = LoadFromAssemblyPath(FileOf("Torture")).GetType("Torture.Function")!;
            _handler = Activator.CreateInstance(type)!;
        }

        public Task<string> Call(string name) => (Task<string>)_handler.GetType().GetMethod("Handle")!.Invoke(_handler, BindingFlags.DoNotWrapExceptions, null, [name], null)!;

        protected override Assembly? Load(AssemblyName assemblyName) => File.Exists(FileOf(assemblyName.Name!)) ? LoadFromAssemblyPath(FileOf(assemblyName.Name!)) : null;

        private static string FileOf(string name) => Path.Combine(Corpus.Folder("Torture"), name + ".dll");
    }
}
