using System.Diagnostics;
using System.Globalization;

namespace LambdaSim.Benchmarks;

/// <summary>The bare loop beside the project, built outside it with the machine's own compiler.</summary>
internal sealed class BareLoop
{
    private readonly string _binary;

    private BareLoop(string binary) => _binary = binary;

    /// <summary>Builds it; null when the source or the compiler is missing.</summary>
    public static BareLoop? Build()
    {
        var shared = Environment.GetEnvironmentVariable("LAMBDASIM_SHARED") ?? Path.Combine("..", "shared");
        var source = Path.Combine(shared, "bench", "limit", "limit.cpp");
        var binary = Path.Combine(Path.GetTempPath(), "lambdasim-bare-loop");
        if (!File.Exists(source))
        {
            return null;
        }

        try
        {
            Start("g++", "-O3", "-march=native", "-std=c++20", "-w", source, "-o", binary);
            return new BareLoop(binary);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Seconds of its best queue for one replay.</summary>
    public double Seconds(char kind, ulong count) => new[] { "calendar", "wheel" }.Min(queue =>
    {
        var line = Start(_binary, kind.ToString(), count.ToString(CultureInfo.InvariantCulture), queue, "1")
            .Split('\n').Single(l => l.StartsWith("TIME", StringComparison.Ordinal));
        var field = line.Split(' ').Single(f => f.StartsWith("wall_s=", StringComparison.Ordinal));
        return double.Parse(field["wall_s=".Length..], CultureInfo.InvariantCulture);
    });

    private static string Start(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{file} failed: {output}");
    }
}
