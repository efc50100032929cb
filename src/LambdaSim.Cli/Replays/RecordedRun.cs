using System.Text;
using System.Text.Json;
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

    /// <summary>Finds the traces by name and content: those given, beside the log, then in the current folder.</summary>
    public static ReplayInput InputOf(LogHeader header, string log, IReadOnlyList<string> given, Terminal terminal)
    {
        var name = Path.GetFileName(log);
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

        var options = new TraceOptions();
        var paths = new List<string>();
        foreach (var entry in entries)
        {
            if (Text(entry, "name") is not { } trace || Text(entry, "sha256") is not { } sha256)
            {
                throw new UsageException($"{name}: the header names what was replayed in a way this version does not know; verify it with the version that wrote it");
            }

            paths.Add(Find(trace, sha256, log, given, terminal));
            options = entry.EnumerateObject().Where(static m => m.Name is not ("name" or "sha256")).Aggregate(new TraceOptions(), TraceReading.Read);
        }

        return given.FirstOrDefault(g => !paths.Contains(g, StringComparer.Ordinal) && !entries.Exists(e => Text(e, "sha256") == TraceReader.Identify(g).Sha256)) is { } other
            ? throw new UsageException($"--trace {Path.GetFileName(other)}: this is not what the run replayed ({string.Join(", ", entries.Select(static e => Text(e, "name")))}); leave it out or give the right file")
            : new TraceInputs(paths, options);
    }

    private static string Find(string trace, string sha256, string log, IReadOnlyList<string> given, Terminal terminal)
    {
        string? different = null;
        foreach (var path in given.Where(g => !File.Exists(g)))
        {
            throw new UsageException($"--trace {Path.GetFileName(path)}: no such file");
        }

        foreach (var path in given.Concat([Path.Combine(Path.GetDirectoryName(log)!, trace), Path.Combine(terminal.Folder, trace)]).Where(File.Exists).Distinct(StringComparer.Ordinal))
        {
            if (TraceReader.Identify(path).Sha256 == sha256)
            {
                return path;
            }

            different ??= Path.GetFileName(path) == trace ? trace : null;
        }

        throw new UsageException(different is null
            ? $"{trace}, which the run replayed, is neither beside the log nor here; give it with --trace FILE"
            : $"{trace} is not the file the run replayed (its SHA-256 differs from {sha256}); give the right one with --trace FILE");
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
