using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using LambdaSim.Deployed;
using LambdaSim.Deployed.Loading;

namespace LambdaSim.Tests.Deployed;

/// <summary>Handlers as people deploy them, with the libraries they use: their answers depend on the seed alone.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string> Projects() =>
    [
        "Api", "AwsClient", "Batch", "Bootstrap", "Caching", "Calling", "Chance", "Classic", "Everyday", "Filing", "Functional", "Logging", "Mediating", "Retrying", "Statics", "Stored", "Tracing", "Waiting", "WebApi",
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Two_simulations_side_by_side_give_the_same_answers_and_the_same_log(string project)
    {
        using var one = new CorpusRun(project, seed: 7);
        using var other = new CorpusRun(project, seed: 7);
        var answers = one.Call().ToList();
        Assert.Equal(answers, other.Call());
        answers.AddRange(one.Call());
        Assert.Equal(answers[^2..], other.Call());
        Assert.Equal(one.End(), other.End());
        Assert.All(answers, answer => Assert.DoesNotContain("errorType", answer, StringComparison.Ordinal));
        answers.ForEach(output.WriteLine);
    }

    [Fact]
    public async Task Another_process_of_the_machine_gives_the_same_answers_and_the_same_logs()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "LambdaSim.Tests.Deployed.Runner.dll"), .. Projects().Select(p => p.Data)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var there = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var here = new StringWriter { NewLine = "\n" };
        CorpusRun.Print(Projects().Select(p => p.Data), here);
        Assert.Equal(here.ToString(), there);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void All_woven_code_compiles(string project)
    {
        var code = WovenCode.Of(Path.Combine(Corpus.Folder(project), project + ".dll"), new DeployedOptions());
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var compiled = 0;
        List<string> failures = [];
        foreach (var assembly in code.LoadAll())
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
}
