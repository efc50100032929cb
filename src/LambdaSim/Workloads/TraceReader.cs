using System.Security.Cryptography;
using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>A trace file, by what it holds.</summary>
/// <param name="Name">Its name, without folder.</param>
/// <param name="Sha256">SHA-256 of its bytes as they lie on disk, 64 lower-case hexadecimal digits.</param>
public sealed record TraceIdentity(string Name, string Sha256);

/// <summary>Reads trace files, plain or gzip, as a stream of arrivals.</summary>
public static class TraceReader
{
    /// <summary>
    /// Opens files as one workload, merged by time: those with dates by these, those without from the earliest date of the others.
    /// The files of the Azure trace of 2019 belong together: the k-th files of calls, durations and memory are the k-th day.
    /// </summary>
    /// <param name="paths">One or more files.</param>
    /// <param name="options">How to read them; null: as their first bytes tell.</param>
    /// <returns>The arrivals; the files are open until it is disposed.</returns>
    /// <exception cref="TraceFormatException">A file is missing, malformed up to its first arrival, or there is no arrival at all.</exception>
    /// <exception cref="SimulationConfigException">An option cannot be used, or not with these files.</exception>
    public static ArrivalSource Open(IReadOnlyList<string> paths, TraceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Open([.. paths.Select(static p => new TraceFile(p, p))], options);
    }

    /// <summary>Opens files that messages name as the user did.</summary>
    internal static ArrivalSource Open(IReadOnlyList<TraceFile> files, TraceOptions? options)
    {
        var inputs = new List<TraceInput>();
        try
        {
            foreach (var file in files)
            {
                inputs.Add(TraceInput.Open(file));
            }

            return Open(inputs, options ?? new TraceOptions());
        }
        catch
        {
            inputs.ForEach(i => i.Dispose());
            throw;
        }
    }

    /// <summary>Names a file by its contents.</summary>
    /// <exception cref="TraceFormatException">The file is missing or cannot be read.</exception>
    public static TraceIdentity Identify(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Identify(new TraceFile(path, path));
    }

    /// <summary>Names a file by its contents.</summary>
    internal static TraceIdentity Identify(TraceFile named)
    {
        var path = named.Path;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return new TraceIdentity(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(file)));
        }
        catch (Exception e) when (TraceInput.IsUnreadable(e))
        {
            throw new TraceFormatException(named.Shown, 0, null, TraceInput.Unreadable(e), e);
        }
    }

    internal static ArrivalSource Open(IReadOnlyList<TraceInput> inputs, TraceOptions options)
    {
        if (inputs.Count == 0)
        {
            throw new SimulationConfigException("no trace file is given");
        }

        var sources = new TraceOpener(options).Open(inputs);
        foreach (var source in sources)
        {
            source.Prime();
        }

        var used = sources.Where(s => s.HasRows).ToList();
        if (used.Count == 0)
        {
            var skipped = sources.Sum(s => s.SkippedRows);
            throw new TraceFormatException(inputs[0].Name, 0, null, skipped > 0
                ? Text.Invariant($"all {skipped} rows are malformed; read it without skipping to see what is wrong")
                : "the trace holds no call; check the file, and the columns' mapping if it selects rows");
        }

        // One start for all files that count from one, so that parts of the same trace stay in step.
        var relative = used.Where(s => !s.IsAbsolute).ToList();
        var origin = relative.Count == 0 ? 0 : relative.Min(s => s.Origin);
        relative.ForEach(s => s.Origin = origin);
        return sources.Count == 1 ? sources[0] : new MergedArrivals(sources);
    }
}
