using System.CommandLine;
using LambdaSim.Cli.Configuration;
using LambdaSim.Cli.Files;
using LambdaSim.Cli.Replays;
using LambdaSim.Configuration;
using LambdaSim.Projections;
using LambdaSim.Workloads;
using NodaTime;

namespace LambdaSim.Cli.Commands;

/// <summary>The arguments that replay and compare share: which traces, and how they are read.</summary>
internal sealed class TraceArguments
{
    private readonly Argument<string[]> _traces = new("TRACE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Trace files, plain or gzip; several are merged by time; - is standard input.",
    };

    private readonly Option<string?> _columns = new("--columns")
    {
        Description = "Which columns of a foreign CSV or JSON Lines file mean what: timestamp=start_s,function=fn,duration=duration_s",
        HelpName = "MAP",
    };

    private readonly Option<string> _format = new("--format") { Description = "The files' format; told from their first bytes by default.", DefaultValueFactory = static _ => "auto" };

    private readonly Option<string?> _function = new("--function") { Description = "The function of rows that name none.", HelpName = "NAME" };

    private readonly Option<string?> _reorder = new("--reorder") { Description = "How far back in time a row may reach, such as 5m.", HelpName = "DURATION" };

    private readonly Option<bool> _skip = new("--skip-bad-rows") { Description = "Leave malformed rows out and count them." };

    private readonly Option<bool> _recompute = new("--recompute-bill") { Description = "Compute the Billed Duration of logged calls by the price list, instead of taking the log's." };

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong(TraceReading.FormatNames);
        command.Add(_traces);
        command.Add(_columns);
        command.Add(_format);
        command.Add(_function);
        command.Add(_reorder);
        command.Add(_skip);
        command.Add(_recompute);
    }

    public TraceInputs Of(ParseResult parse, Terminal terminal) => new(
        [.. parse.GetRequiredValue(_traces).Select(terminal.Input)],
        new TraceOptions
        {
            Format = TraceReading.Format(parse.GetRequiredValue(_format)),
            Columns = parse.GetValue(_columns),
            Function = parse.GetValue(_function),
            ReorderWindow = parse.GetValue(_reorder) is { } text ? Parsed.Duration("--reorder", text) : null,
            SkipMalformedRows = parse.GetValue(_skip),
            RecomputeBilled = parse.GetValue(_recompute),
        });
}

/// <summary>Values of options that need more than one look.</summary>
internal static class Parsed
{
    public static Duration Duration(string option, string text) =>
        Numbers.Duration(text) ?? throw new UsageException($"{option} {text}: expected seconds, or {UnitText.DurationExample}");

    /// <summary>FROM+LENGTH, or FROM alone.</summary>
    public static TimelineOptions Window(string text)
    {
        var parts = text.Split('+', 2);
        var from = Numbers.Duration(parts[0]);
        var length = parts.Length == 2 ? Numbers.Duration(parts[1]) : null;
        return from is null || (parts.Length == 2 && (length is null || length == NodaTime.Duration.Zero))
            ? throw new UsageException($"--window {text}: expected FROM+LENGTH or FROM, such as 1h+10m; each is {UnitText.DurationExample}")
            : new TimelineOptions { From = from, Length = length }.Validate();
    }

    /// <summary>The configuration with what the command line replaces.</summary>
    public static SimulationConfig Config(InputFile? file, ulong? seed, string? until) => Config(file is null ? new SimulationConfig() : ConfigFile.Load(file), seed, until);

    /// <summary>The same of a configuration that was read.</summary>
    public static SimulationConfig Config(SimulationConfig config, ulong? seed, string? until)
    {
        if (until is not null)
        {
            config = ConfigSections.Until(config with { Until = ReplayEnd.LastForegroundEvent, UntilTime = null }, Numbers.Duration(until) is { } end ? UnitText.Of(end) : until)
                ?? throw new UsageException($"--until {until}: expected last-foreground-event, last-arrival, seconds, or {UnitText.DurationExample}");
        }

        return (seed is { } given ? config with { Seed = given } : config).Validate();
    }
}
