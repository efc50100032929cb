using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Workloads;

namespace LambdaSim.Cli.Replays;

/// <summary>How trace files are read, on the command line and in a log's header: whoever repeats a run needs it.</summary>
internal static class TraceReading
{
    private static readonly (string Name, TraceFormat Format)[] Formats =
    [
        ("auto", TraceFormat.Auto),
        ("csv", TraceFormat.Csv),
        ("jsonl", TraceFormat.JsonLines),
        ("azure2019", TraceFormat.Azure2019),
        ("azure2021", TraceFormat.Azure2021),
        ("cloudwatch", TraceFormat.CloudWatch),
    ];

    public static string[] FormatNames { get; } = [.. Formats.Select(static f => f.Name)];

    public static TraceFormat Format(string name) => Formats.First(f => f.Name == name).Format;

    /// <summary>Only what differs from the defaults.</summary>
    public static void Write(Utf8JsonWriter json, TraceOptions options)
    {
        if (options.Format != TraceFormat.Auto)
        {
            json.WriteString("format", Formats.First(f => f.Format == options.Format).Name);
        }

        if (options.Columns is { } columns)
        {
            json.WriteString("columns", columns);
        }

        if (options.Function is { } function)
        {
            json.WriteString("function", function);
        }

        if (options.ReorderWindow is { } window)
        {
            json.WriteString("reorder", UnitText.Of(window));
        }

        if (options.SkipMalformedRows)
        {
            json.WriteBoolean("skipBadRows", true);
        }

        if (options.RecomputeBilled)
        {
            json.WriteBoolean("recomputeBill", true);
        }
    }

    /// <summary>One member of a header's entry.</summary>
    /// <exception cref="UsageException">It is of a later version.</exception>
    public static TraceOptions Read(TraceOptions options, JsonProperty member) => (member.Name, member.Value.ValueKind) switch
    {
        ("format", JsonValueKind.String) when FormatNames.Contains(member.Value.GetString()) => options with { Format = Format(member.Value.GetString()!) },
        ("columns", JsonValueKind.String) => options with { Columns = member.Value.GetString() },
        ("function", JsonValueKind.String) => options with { Function = member.Value.GetString() },
        ("reorder", JsonValueKind.String) when UnitText.ParseDuration(member.Value.GetString()!) is { } window => options with { ReorderWindow = window },
        ("skipBadRows", JsonValueKind.True) => options with { SkipMalformedRows = true },
        ("recomputeBill", JsonValueKind.True) => options with { RecomputeBilled = true },
        _ => throw new UsageException($"the log was recorded with the trace setting \"{member.Name}\", which this version does not know; verify it with the version that wrote it"),
    };
}
