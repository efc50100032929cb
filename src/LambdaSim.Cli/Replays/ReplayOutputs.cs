using System.Text;
using System.Text.Json;
using LambdaSim.Cli.Files;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Projections.Report;

namespace LambdaSim.Cli.Replays;

/// <summary>The files of one run: begun before it, so that an unusable path is found at once, and kept only when all is done.</summary>
internal sealed class ReplayOutputs : IDisposable
{
    private readonly List<IDisposable> _open = [];
    private readonly List<Action> _commit = [];
    private readonly WholeFile? _page;

    public ReplayOutputs(OutputPaths paths, ReplayInput input, ArrivalSource source, SimulationConfig config)
    {
        var start = source.Start ?? config.Start;
        try
        {
            if (paths.Report is { } report)
            {
                _page = Add(report, WholeFile.Create);
                Report = new ReportSource(config, paths.Window);
                Observers.AddRange(Report.Observers);
                _commit.Add(_page.Commit);
            }

            if (paths.Csv is { } csv)
            {
                var table = Add(csv, p => InvocationTableFile.Create(p, config.Seed, start, Billing.Of(config.Prices)));
                Observers.Add(table);
                _commit.Add(table.Commit);
            }

            if (paths.Log is { } log)
            {
                var header = new LogHeader { Seed = config.Seed, Start = start, Config = Encoding.UTF8.GetBytes(ConfigJson.Write(config)), Workload = Describe(input) };
                var lines = Add(log, p => JsonLinesFile.Create(p, header));
                Observers.Add(lines);
                _commit.Add(lines.Commit);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public List<IEventObserver> Observers { get; } = [];

    public ReportSource? Report { get; }

    public void Commit(ReportData? data)
    {
        if (data is not null)
        {
            HtmlReport.Write(_page!.Stream, data);
        }

        _commit.ForEach(static c => c());
    }

    public void Dispose() => _open.ForEach(static o => o.Dispose());

    private T Add<T>(OutputFile output, Func<string, T> create)
        where T : IDisposable
    {
        var file = Create(output, create);
        _open.Add(file);
        return file;
    }

    /// <summary>Begins a file; a path that cannot be written is the user's mistake.</summary>
    public static T Create<T>(OutputFile output, Func<string, T> create)
    {
        try
        {
            return create(output.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UsageException($"{output.Option}: {output.Given} cannot be written: {(e is DirectoryNotFoundException ? "its folder does not exist" : e.Message.TrimEnd('.'))}; choose another place", e);
        }
    }

    private static byte[] Describe(ReplayInput input)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            input.Describe(json);
            json.WriteEndArray();
        }

        return buffer.ToArray();
    }
}
