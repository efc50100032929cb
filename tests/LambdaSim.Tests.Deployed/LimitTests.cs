using System.ComponentModel;
using System.Diagnostics;
using LambdaSim.Deployed;

namespace LambdaSim.Tests.Deployed;

/// <summary>Threads and child processes of one process of an environment.</summary>
public sealed class LimitTests
{
    [Fact]
    [Pins("DEP-TASKS")]
    public void A_process_has_a_thousand_and_twenty_four_threads_and_child_processes()
    {
        using var simulation = new Simulation(new SimulationOptions { Seed = 1, OutsideWork = OutsideWork.Accept });
        var function = simulation.AddDeployed<BeginsThreads>("f");

        Assert.Equal("\"1023 OutOfMemoryException Resource temporarily unavailable\"", function.Invoke("").PayloadText);
    }

    [Fact]
    public void Each_place_that_begins_one_is_listed()
    {
        using var simulation = new Simulation(seed: 1);
        simulation.AddDeployed<BeginsThreads>("f");

        Assert.Contains(simulation.Unsimulated, static line => line.Contains("System.Threading.Thread.Start in LambdaSim.Tests.Deployed.BeginsThreads", StringComparison.Ordinal));
        Assert.Contains(simulation.Unsimulated, static line => line.Contains("System.Diagnostics.Process.Start in LambdaSim.Tests.Deployed.BeginsThreads", StringComparison.Ordinal));
    }
}

public sealed class BeginsThreads
{
    public string Handle(string input)
    {
        using var child = Process.Start("/bin/sleep", "60");
        var threads = 0;
        var errors = "";
        try
        {
            while (true)
            {
                new Thread(static () => { }, maxStackSize: 1 << 17) { IsBackground = true }.Start();
                threads++;
            }
        }
        catch (OutOfMemoryException e)
        {
            errors = e.GetType().Name;
        }

        try
        {
            Process.Start("/bin/true").Dispose();
        }
        catch (Win32Exception e)
        {
            errors += " " + e.Message[(e.Message.IndexOf('.', StringComparison.Ordinal) + 2)..];
        }

        child.Kill();
        return $"{threads} {errors}";
    }
}
