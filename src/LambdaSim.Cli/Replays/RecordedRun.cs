using System.Text;
using System.Text.Json;
using LambdaSim.Cli.Files;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Workloads;

namespace LambdaSim.Cli.Replays;

/// <summary>What a log's header says about how to repeat the run.</summary>
internal static class RecordedRun
{
    public static SimulationConfig ConfigOf(LogHeader header, string log)
    {
        try
        {
            return ConfigJson.Read(Encoding.UTF8.GetString(header.Config.Span), log) with { Seed = header.Seed };
        }
        catch (ConfigFileException e)
        {
            throw new UsageException($"{log}: the configuration in the header is not of this version: {e.Message}", e);
        }
    }

    /// <exception cref="LogFormatException">It is no log.</exception>
    public static JsonLinesReader Open(InputFile log) =>
        log.Problem is { } problem ? throw new LogFormatException(log.Shown, 0, problem) : JsonLinesReader.Open(log.Path, log.Shown);

    /// <summary>Finds the traces by name and content: those given, then beside the log.</summary>
    public static ReplayInput InputOf(LogHeader header, InputFile log, IReadOnlyList<InputFile> given)
    {
        var name = log.Shown;
        using var workload = JsonDocument.Parse(header.Workload);
        var entries = workload.RootElement.EnumerateArray().ToList();
        if (entries is [{ ValueKind: JsonValueKind.Object } only] && only.TryGetProperty("process", out var process))
        {
            return process.ValueKind == JsonValueKind.String && process.GetString() == DemoInput.Process && given.Count == 0
                ? new DemoInput()
                : throw new UsageException(given.Count > 0
                    ? $"{name}: the run replayed the embedded {process}, not a trace; leave out --trace"
                    : $"{name}: the run replayed {process}, which the command line cannot repeat");
        }

        if (entries.Count == 0)
        {
            throw new UsageException($"{name}: the header does not name what was replayed; record the run with replay --log");
        }

        var recorded = new List<(string Name, string Sha256)>();
        var options = new TraceOptions();
        foreach (var entry in entries)
        {
            if (Text(entry, "name") is not { } trace || Text(entry, "sha256") is not { } sha256)
            {
                throw new UsageException($"{name}: the header names what was replayed in a way this version does not know; verify it with the version that wrote it");
            }

            recorded.Add((trace, sha256));
            options = entry.EnumerateObject().Where(static m => m.Name is not ("name" or "sha256")).Aggregate(new TraceOptions(), TraceReading.Read);
        }

        // The figures that a log bills have a record of their own from version 2 of the rules on.
        options = header.Semantics < 2 ? options with { RecomputeBilled = true } : options;

        // A header is no reason to open what it names anywhere: only what the user gives, and what lies beside the log.
        var contents = given.Select(static g => (File: g, Sha256: Identify(g))).ToList();
        if (contents.Find(c => !recorded.Exists(r => r.Sha256 == c.Sha256)) is { File: { } other })
        {
            throw new UsageException($"--trace {other.Given}: this is not the recorded trace, {string.Join(" or ", recorded.Select(static r => $"{r.Name} with SHA-256 {r.Sha256}"))}; leave it out or give the right file");
        }

        return new TraceInputs([.. recorded.Select(r => contents.Find(c => c.Sha256 == r.Sha256).File ?? Beside(r.Name, r.Sha256, log))], options);
    }

    private static string Identify(InputFile file) =>
        file.Problem is { } problem ? throw new UsageException($"--trace {file.Given}: {problem}")
        : File.Exists(file.Path) ? TraceReader.Identify(new TraceFile(file.Path, file.Shown)).Sha256
        : throw new UsageException($"--trace {file.Given}: no such file");

    private static InputFile Beside(string trace, string sha256, InputFile log)
    {
        if (trace is "" or "." or ".." || trace.AsSpan().IndexOfAny("/\\:\0") >= 0)
        {
            throw new UsageException($"{log.Shown}: the header names the trace '{trace}', which is no file's name; give the trace with --trace FILE");
        }

        if (log.Given == InputFile.StandardInput)
        {
            throw new UsageException($"{trace}, which the run replayed, is needed; give it with --trace FILE");
        }

        var path = Path.Combine(Path.GetDirectoryName(log.Path)!, trace);
        var folder = Path.GetDirectoryName(log.Given);
        var file = new InputFile(string.IsNullOrEmpty(folder) ? trace : Path.Combine(folder, trace), path);
        if (!File.Exists(path))
        {
            throw new UsageException($"{trace}, which the run replayed, is not beside the log; give it with --trace FILE");
        }

        return file.Problem is { } problem ? throw new UsageException($"{file.Given}, which the header names as the trace: {problem}; give the trace with --trace FILE")
            : TraceReader.Identify(new TraceFile(path, file.Shown)).Sha256 == sha256 ? file
            : throw new UsageException($"{file.Given} is not the file the run replayed (its SHA-256 differs from {sha256}); give the right one with --trace FILE");
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
