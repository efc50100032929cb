using System.Diagnostics;

namespace LambdaSim.Tests.RuntimeApi;

/// <summary>A real process in another language (tests/clients/runtime), started as a user starts it.</summary>
internal sealed class StartedRuntime : IDisposable
{
    private readonly Process _process;

    private StartedRuntime(Process process) => _process = process;

    /// <summary>Starts a process for the function orders, which polls when this is over.</summary>
    public static async Task<StartedRuntime> Start(RuntimeWorld world, string program, string script, params (string Name, string Value)[] variables)
    {
        var before = (await world.At("orders").Count()).Free;
        var start = new ProcessStartInfo(program, Path.Combine(AppContext.BaseDirectory, "runtime", script)) { UseShellExecute = false };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = world.At("orders").Address;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "orders";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        Needs(program, "--version");
        var process = Process.Start(start)!;
        var started = new StartedRuntime(process);
        await RuntimeWorld.Until(async () => process.HasExited ? throw new InvalidOperationException($"{program} ended with {process.ExitCode}") : (await world.At("orders").Count()).Free > before);
        return started;
    }

    /// <summary>Skips the test on a machine without a program or package; a machine of the project's own has them: .ci/run installs them.</summary>
    public static void Needs(string program, params string[] probe)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, probe) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It is not there.
        }

        Assert.True(Environment.GetEnvironmentVariable("CI") is null, $"{program} or a package of it is not installed");
        Assert.Skip($"{program} or a package of it is not installed (see .ci/run for how)");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
