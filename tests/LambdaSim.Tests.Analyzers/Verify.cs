using LambdaSim.Analyzers;
using LambdaSim.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace LambdaSim.Tests.Analyzers;

/// <summary>Compiles a sample beside LambdaSim and this runtime's libraries. What is expected stands in the sample: <c>{|LSIM001:Task.Delay(5)|}</c>.</summary>
internal static class Verify
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Security.Cryptography;
        using System.Threading;
        using System.Threading.Tasks;
        using LambdaSim;

        """;

    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "LambdaSim.dll" or "NodaTime.dll"))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>The whole file, without the usings.</summary>
    public static Task File(string source) => Run(new CSharpAnalyzerTest<RealClockAnalyzer, DefaultVerifier>(), source);

    /// <summary>The body of a handler with a context.</summary>
    public static Task Handler(string body) => File(Around(body));

    /// <summary>The body of a handler with a context, and what the fix makes of it.</summary>
    public static Task Fix(string body, string by) => FixFile(Around(body), Around(by));

    /// <summary>Two whole files: what is fixed, and how.</summary>
    public static Task FixFile(string source, string by)
    {
        var test = new CSharpCodeFixTest<RealClockAnalyzer, VirtualClockFix, DefaultVerifier> { FixedCode = Usings + by };
        return Run(test, source);
    }

    private static string Around(string body) => $$"""
        class Handlers
        {
            async Task<int> Handle(int input, LambdaContext context, CancellationToken token)
            {
                await Task.Yield();
                {{body}}
                return 0;
            }
        }
        """;

    private static Task Run(AnalyzerTest<DefaultVerifier> test, string source)
    {
        test.TestCode = Usings + source;
        test.ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        test.TestState.AdditionalReferences.AddRange(_references);
        test.SolutionTransforms.Add(static (solution, project) => solution.WithProjectParseOptions(project, new CSharpParseOptions(LanguageVersion.Preview)));
        test.CompilerDiagnostics = CompilerDiagnostics.Errors;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
