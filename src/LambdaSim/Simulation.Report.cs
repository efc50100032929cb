namespace LambdaSim;

// The report page.
public sealed partial class Simulation
{
    /// <summary>Writes the report of the run so far: one self-contained HTML page with figures, pictures and the bill. The run goes on.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="InvalidOperationException">The log is not kept, or the simulation runs: call it between two verbs of time.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <example>
    /// <code>
    /// simulation.WriteReport("run.html");
    /// </code>
    /// </example>
    public void WriteReport(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var page = new MemoryStream();
        WriteReport(page);
        File.WriteAllBytes(path, page.ToArray());
    }

    /// <summary>Writes the report of the run so far to a stream, which stays open. The run goes on.</summary>
    /// <param name="output">Takes UTF-8.</param>
    /// <exception cref="InvalidOperationException">The log is not kept, or the simulation runs: call it between two verbs of time.</exception>
    public void WriteReport(Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        RefuseWhileRunning(nameof(WriteReport));
        RunReport.Write(output, this);
    }
}
