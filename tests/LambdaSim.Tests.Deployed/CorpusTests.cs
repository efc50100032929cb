using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LambdaSim.Deployed;
using LambdaSim.Deployed.Loading;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>Handlers as people deploy them, with the libraries they use: their answers depend on the seed alone.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string> Projects() =>
    [
        "AwsClient", "Caching", "Calling", "Chance", "Classic", "Everyday", "Filing", "Functional", "Logging", "Retrying", "Statics", "Stored", "Tracing", "Waiting",
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Two_simulations_side_by_side_give_the_same_answers_and_the_same_log(string project)
    {
        using var one = new Run(project, seed: 7);
        using var other = new Run(project, seed: 7);
        var answers = one.Call().ToList();
        Assert.Equal(answers, other.Call());
        answers.AddRange(one.Call());
        Assert.Equal(answers[^2..], other.Call());
        Assert.Equal(one.End(), other.End());
        foreach (var answer in answers)
        {
            output.WriteLine(answer);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void All_woven_code_compiles(string project)
    {
        var code = WovenCode.Of(Path.Combine(Corpus.Folder(project), project + ".dll"), new DeployedOptions());
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var compiled = 0;
        List<string> failures = [];
        foreach (var assembly in code.Woven())
        {
            foreach (var method in Types(assembly).Where(t => !t.ContainsGenericParameters).SelectMany(t => t.GetMethods(All).Cast<MethodBase>().Concat(t.GetConstructors(All))).Where(m => !m.IsAbstract && !m.ContainsGenericParameters))
            {
                try
                {
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                    compiled++;
                }
                catch (Exception e) when (e is PlatformNotSupportedException or DllNotFoundException or EntryPointNotFoundException)
                {
                    // So it is before weaving: COM, or another platform's.
                }
                catch (Exception e) when (e is InvalidProgramException or MissingMemberException or BadImageFormatException or TypeLoadException or System.Security.VerificationException)
                {
                    failures.Add($"{assembly.GetName().Name}: {method.DeclaringType}.{method.Name}: {e.GetType().Name} {e.Message}");
                }
            }
        }

        output.WriteLine($"{compiled} methods");
        Assert.True(compiled > 0);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            // Of libraries that are not deployed with it.
            return e.Types.OfType<Type>();
        }
    }

    private sealed class Run : IDisposable
    {
        private readonly Simulation _simulation;
        private readonly Function _function;
        private readonly string _project;
        private int _calls;

        public Run(string project, ulong seed)
        {
            _project = project;
            _simulation = new Simulation(seed);
            _simulation.AddQueue("orders");
            _simulation.Http.On("api.example.com", _ => new HttpResponseMessage { Content = new StringContent("pong") }, h => h with { Latency = 40.Milliseconds });
            _function = _simulation.AddDeployed("f", Corpus.Folder(project), $"{project}::{project}.Function::Handle", f => f with { Timeout = 2.Minutes, Environment = new Dictionary<string, string> { ["QUEUE"] = "orders" } });
        }

        public IEnumerable<string> Call()
        {
            var id = $"/order{_calls++}";
            object input = _project switch
            {
                "Everyday" => new { Id = id, Customer = "c" },
                "Functional" => new { Id = id, Lines = new[] { 1, 2 } },
                "Classic" => new { id },
                _ => id,
            };
            var answers = _simulation.Run(async () => await Task.WhenAll(new[] { 0, 1 }.Select(_ => _function.InvokeRawAsync(JsonSerializer.Serialize(input)))));
            _simulation.AdvanceBy(1.Minutes);
            return [.. answers.Select(a => a.PayloadText)];
        }

        public string End()
        {
            _simulation.End();
            return _simulation.Fingerprint;
        }

        public void Dispose() => _simulation.Dispose();
    }
}
