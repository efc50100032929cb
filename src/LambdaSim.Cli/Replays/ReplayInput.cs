using System.Text.Json;
using LambdaSim.Engine;
using LambdaSim.Workloads;

namespace LambdaSim.Cli.Replays;

/// <summary>What is replayed: something that can be opened again for each run and written into a log's header.</summary>
internal abstract class ReplayInput
{
    /// <summary>Names without paths.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Files that must not be overwritten.</summary>
    public virtual IReadOnlyList<string> Paths => [];

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
internal sealed class TraceInputs(IReadOnlyList<string> paths, TraceOptions options) : ReplayInput
{
    public override IReadOnlyList<string> Names { get; } = [.. paths.Select(static p => Path.GetFileName(p))];

    public override IReadOnlyList<string> Paths => paths;

    public override ArrivalSource Open(ulong seed) => TraceReader.Open(paths, options with { Seed = seed });

    public override void Describe(Utf8JsonWriter json)
    {
        foreach (var path in paths)
        {
            var (name, sha256) = TraceReader.Identify(path);
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("sha256", sha256);
            TraceReading.Write(json, options);
            json.WriteEndObject();
        }
    }
}
