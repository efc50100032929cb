using System.Text.Json;
using LambdaSim.Cli.Files;
using LambdaSim.Engine;
using LambdaSim.Workloads;

namespace LambdaSim.Cli.Replays;

/// <summary>What is replayed: something that can be opened again for each run and written into a log's header.</summary>
internal abstract class ReplayInput
{
    /// <summary>Names without paths.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Files that must not be overwritten.</summary>
    public virtual IReadOnlyList<InputFile> Files => [];

    public abstract ArrivalSource Open(ulong seed);

    /// <summary>The entries of the header's workload array.</summary>
    public abstract void Describe(Utf8JsonWriter json);
}

/// <summary>The embedded demo workload.</summary>
internal sealed class DemoInput : ReplayInput
{
    public const string Process = "demo";

    public override IReadOnlyList<string> Names { get; } = [Process];

    public override ArrivalSource Open(ulong seed) => Arrivals.Demo(seed);

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("process", Process);
        json.WriteEndObject();
    }
}

/// <summary>Trace files.</summary>
internal sealed class TraceInputs : ReplayInput
{
    private readonly IReadOnlyList<InputFile> _files;
    private readonly TraceOptions _options;

    /// <exception cref="TraceFormatException">One is no file.</exception>
    public TraceInputs(IReadOnlyList<InputFile> files, TraceOptions options)
    {
        _files = files;
        _options = options;
        Names = [.. files.Select(static f => f.Name)];
        foreach (var file in files)
        {
            if (file.Problem is { } problem)
            {
                throw new TraceFormatException(file.Shown, 0, null, problem);
            }
        }
    }

    public override IReadOnlyList<string> Names { get; }

    public override IReadOnlyList<InputFile> Files => _files;

    public override ArrivalSource Open(ulong seed) => TraceReader.Open([.. _files.Select(static f => new TraceFile(f.Path, f.Shown))], _options with { Seed = seed });

    public override void Describe(Utf8JsonWriter json)
    {
        foreach (var file in _files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("sha256", TraceReader.Identify(new TraceFile(file.Path, file.Shown)).Sha256);
            TraceReading.Write(json, _options);
            json.WriteEndObject();
        }
    }
}
